namespace Youki.Runtime.Bundles;

/// <summary>authors.json: which contributor set each member of config.json.</summary>
internal sealed record AuthorsRecord
{
    public required int SchemaVersion { get; init; }

    public required IReadOnlyDictionary<string, string> Authors { get; init; }
}
