using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Images.Documents;

/// <summary>The configuration of an image. Source: OCI image-spec, config.md.</summary>
internal sealed record ConfigDocument
{
    public DateTimeOffset? Created { get; init; }

    public string? Author { get; init; }

    public string? Architecture { get; init; }

    public string? Os { get; init; }

    public string? Variant { get; init; }

    public ProcessDocument? Config { get; init; }

    public required RootfsDocument Rootfs { get; init; }

    public IReadOnlyList<HistoryDocument>? History { get; init; }

    /// <summary>Members that this library does not know, kept where the document is written anew.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
