using System.Text.Json.Serialization;

namespace Youki.Runtime.Images.Documents;

/// <summary>One step of an image's making. Source: OCI image-spec, config.md, "history".</summary>
internal sealed record HistoryDocument
{
    public DateTimeOffset? Created { get; init; }

    [JsonPropertyName("created_by")]
    public string? CreatedBy { get; init; }

    public string? Author { get; init; }

    public string? Comment { get; init; }

    [JsonPropertyName("empty_layer")]
    public bool? EmptyLayer { get; init; }
}
