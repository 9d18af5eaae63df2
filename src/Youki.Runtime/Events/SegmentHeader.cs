namespace Youki.Runtime.Events;

/// <summary>The first line of a segment.</summary>
internal sealed record SegmentHeader
{
    /// <summary>Tells one journal from another that was in its place.</summary>
    public required string Journal { get; init; }

    /// <summary>The number of the first event.</summary>
    public required long First { get; init; }

    /// <summary>The number of the last event before it; 0 where there was none.</summary>
    public required long After { get; init; }

    /// <summary>How many numbers were left out so far, right before this segment too: no events had them.</summary>
    public required long Skipped { get; init; }
}
