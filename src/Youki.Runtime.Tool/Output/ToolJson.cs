using System.Text.Json.Serialization;

namespace Youki.Runtime.Tool.Output;

/// <summary>All that the tool prints as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<ContainerStatus>))]
[JsonSerializable(typeof(IReadOnlyList<ContainerDetails>))]
[JsonSerializable(typeof(IReadOnlyList<ContainerExit>))]
[JsonSerializable(typeof(IReadOnlyList<BatchResult>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(HostReport))]
[JsonSerializable(typeof(CreatedResult))]
internal sealed partial class ToolJson : JsonSerializerContext;
