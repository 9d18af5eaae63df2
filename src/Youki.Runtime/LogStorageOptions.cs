namespace Youki.Runtime;

/// <summary>
/// How containers' logs are kept. The process that owns a node sees to it, every few seconds; while none lives, nothing is rotated, and <c>youkictl maintain</c>
/// does the same once. A container may have it otherwise: see <see cref="LogConfig"/>.
/// </summary>
public sealed class LogStorageOptions
{
    /// <summary>A file of this size, in bytes, is full, and a new one is begun. It may become larger by what is written within a few seconds. Null: size does not matter.</summary>
    /// <value>The default value is 100 MiB; from 4 KiB.</value>
    public long? MaxFileBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>A file whose first line is this old is full as well. Null: age does not matter.</summary>
    /// <value>The default value is null; from 1 minute.</value>
    public TimeSpan? MaxFileAge { get; set; }

    /// <summary>How many files of a container are kept, the one that is written to among them. The oldest goes.</summary>
    /// <value>The default value is 5; from 2 to 1,000.</value>
    public int MaxFiles { get; set; } = 5;

    /// <summary>Whether full files are compressed with gzip.</summary>
    /// <value>The default value is false.</value>
    public bool Compress { get; set; }

    /// <summary>Full files that were last written to so long ago are removed. Null: they stay until there are too many.</summary>
    /// <value>The default value is null; from 1 minute.</value>
    public TimeSpan? Retention { get; set; }

    /// <summary>What all logs of a node may take together, in bytes: the oldest full files go first, whosesoever. Files that are written to are not touched. Null: no limit.</summary>
    /// <value>The default value is null; from 4 KiB.</value>
    public long? MaxTotalBytes { get; set; }

    /// <summary>What happens to output when the disk is full.</summary>
    /// <value>The default value is <see cref="FullDiskAction.Drop"/>.</value>
    public FullDiskAction WhenDiskIsFull { get; set; } = FullDiskAction.Drop;

    /// <summary>The disk counts as full where it has no more room than this, in bytes: with <see cref="FullDiskAction.Block"/> nothing is read of containers from there on.</summary>
    /// <value>The default value is 64 MiB; from 1 MiB.</value>
    public long ReservedBytes { get; set; } = 64L * 1024 * 1024;
}
