using System.Text.Json;

namespace Youki.Runtime.Images.Documents;

/// <summary>What the members of a document say that it is.</summary>
internal readonly record struct DocumentShape
{
    public string? MediaType { get; init; }

    public int? SchemaVersion { get; init; }

    /// <summary>It has what only an index has.</summary>
    public bool IsIndex { get; init; }

    /// <summary>It has what only a manifest has.</summary>
    public bool IsManifest { get; init; }

    public bool HasSchema1Members { get; init; }

    public DocumentShape With(JsonProperty member) => member.Name.ToLowerInvariant() switch
    {
        "mediatype" when member.Value.ValueKind == JsonValueKind.String => member.Value.GetString() is { Length: > 0 } type ? this with { MediaType = type } : this,
        "schemaversion" when member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var version) => this with { SchemaVersion = version },
        "manifests" => this with { IsIndex = true },
        "layers" or "config" => this with { IsManifest = true },
        "fslayers" or "signatures" => this with { HasSchema1Members = true },
        _ => this,
    };
}
