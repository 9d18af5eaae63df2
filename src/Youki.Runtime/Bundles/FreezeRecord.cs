namespace Youki.Runtime.Bundles;

/// <summary>freeze.json: a run is paused by the library itself, and goes on when nobody of these is left. Written before the pause, so that one whose process dies does not last.</summary>
internal sealed record FreezeRecord
{
    public required int SchemaVersion { get; init; }

    public required IReadOnlyList<FreezeHolder> Holders { get; init; }

    /// <summary>Whether the container's user has paused it as well: then it stays so. Null: no.</summary>
    public bool? ByUser { get; init; }
}
