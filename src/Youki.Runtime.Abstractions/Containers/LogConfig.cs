namespace Youki.Runtime;

/// <summary>How a container's log is kept. Of each member, null means: as <c>YoukiRuntimeOptions.Logs</c> says.</summary>
public sealed record LogConfig
{
    /// <summary>A file of this size, in bytes, is full, and a new one is begun; from 4 KiB. It may become larger by what is written within a few seconds.</summary>
    public long? MaxFileBytes { get; init; }

    /// <summary>A file whose first line is this old is full as well; from 1 minute.</summary>
    public TimeSpan? MaxFileAge { get; init; }

    /// <summary>How many files are kept, the one that is written to among them; from 2 to 1,000. The oldest goes.</summary>
    public int? MaxFiles { get; init; }

    /// <summary>Whether full files are compressed with gzip.</summary>
    public bool? Compress { get; init; }

    /// <summary>Full files that were last written to so long ago are removed; from 1 minute.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>What happens to output when the disk is full.</summary>
    public FullDiskAction? WhenDiskIsFull { get; init; }
}
