using System.Text.Json.Serialization;

namespace Youki.Runtime.Images.Archives;

/// <summary>An image of a Docker archive. Source: moby, image/spec/v1.2.md, "Combined Image JSON + Filesystem Changeset Format"; the names are Go's, with capitals.</summary>
internal sealed record DockerArchiveEntry
{
    [JsonPropertyName("Config")]
    public required string Config { get; init; }

    [JsonPropertyName("RepoTags")]
    public IReadOnlyList<string>? RepoTags { get; init; }

    [JsonPropertyName("Layers")]
    public required IReadOnlyList<string> Layers { get; init; }
}
