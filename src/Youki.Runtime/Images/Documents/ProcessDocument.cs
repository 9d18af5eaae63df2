using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Images.Documents;

/// <summary>What an image says of its processes. Source: OCI image-spec, config.md, "config"; the names are Go's, with capitals.</summary>
internal sealed record ProcessDocument
{
    [JsonPropertyName("User")]
    public string? User { get; init; }

    [JsonPropertyName("ExposedPorts")]
    public IReadOnlyDictionary<string, JsonElement>? ExposedPorts { get; init; }

    [JsonPropertyName("Env")]
    public IReadOnlyList<string>? Env { get; init; }

    [JsonPropertyName("Entrypoint")]
    public IReadOnlyList<string>? Entrypoint { get; init; }

    [JsonPropertyName("Cmd")]
    public IReadOnlyList<string>? Cmd { get; init; }

    [JsonPropertyName("Volumes")]
    public IReadOnlyDictionary<string, JsonElement>? Volumes { get; init; }

    [JsonPropertyName("WorkingDir")]
    public string? WorkingDir { get; init; }

    [JsonPropertyName("Labels")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    [JsonPropertyName("StopSignal")]
    public string? StopSignal { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }

    public ImageConfig ToConfig() => new()
    {
        User = User,
        ExposedPorts = ExposedPorts is null ? null : [.. ExposedPorts.Keys.Order(StringComparer.Ordinal)],
        Env = Env,
        Entrypoint = Entrypoint,
        Cmd = Cmd,
        Volumes = Volumes is null ? null : [.. Volumes.Keys.Order(StringComparer.Ordinal)],
        WorkingDir = WorkingDir,
        Labels = Labels,
        StopSignal = StopSignal,
    };
}
