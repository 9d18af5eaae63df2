namespace Youki.Runtime.Events;

/// <summary>Where a journal ends: kept in its lock file, so that whoever has the lock need not read the segment. Worth nothing after a boot.</summary>
internal sealed record JournalState
{
    public required string Journal { get; init; }

    public required string BootId { get; init; }

    /// <summary>The newest segment.</summary>
    public required long First { get; init; }

    /// <summary>Its length up to the end of its last event, in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>The number of the last event.</summary>
    public required long Last { get; init; }

    public required long Skipped { get; init; }

    /// <summary>What was about to be written when the state was; null where nothing was.</summary>
    public JournalIntent? Intent { get; init; }
}
