using System.Text.Json.Serialization;
using Youki.Runtime.Specs;
using Youki.Runtime.Tool.Stats;

namespace Youki.Runtime.Tool.Output;

/// <summary>All that the tool prints as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<ContainerStatus>))]
[JsonSerializable(typeof(IReadOnlyList<ContainerDetails>))]
[JsonSerializable(typeof(IReadOnlyList<PodStatus>))]
[JsonSerializable(typeof(IReadOnlyList<PodDetails>))]
[JsonSerializable(typeof(IReadOnlyList<ContainerExit>))]
[JsonSerializable(typeof(IReadOnlyList<BatchResult>))]
[JsonSerializable(typeof(IReadOnlyList<NodeMaintenance>))]
[JsonSerializable(typeof(IReadOnlyList<ContainerProcess>))]
[JsonSerializable(typeof(IReadOnlyList<StatsRow>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<ImageInfo>))]
[JsonSerializable(typeof(IReadOnlyList<ImageDetails>))]
[JsonSerializable(typeof(IReadOnlyList<ImageVerification>))]
[JsonSerializable(typeof(IReadOnlyList<RemovalResult>))]
[JsonSerializable(typeof(IReadOnlyList<FileChange>))]
[JsonSerializable(typeof(IReadOnlyList<SpecReason>))]
[JsonSerializable(typeof(IReadOnlyList<VolumeInfo>))]
[JsonSerializable(typeof(VolumeInfo))]
[JsonSerializable(typeof(VolumeResult))]
[JsonSerializable(typeof(ImageInfo))]
[JsonSerializable(typeof(RemovalResult))]
[JsonSerializable(typeof(PushResult))]
[JsonSerializable(typeof(LoginResult))]
[JsonSerializable(typeof(StorageUsage))]
[JsonSerializable(typeof(HostReport))]
[JsonSerializable(typeof(CdiInventory))]
[JsonSerializable(typeof(NodeResources))]
[JsonSerializable(typeof(CreatedResult))]
[JsonSerializable(typeof(CopyResult))]
internal sealed partial class ToolJson : JsonSerializerContext;
