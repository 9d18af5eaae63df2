namespace Youki.Runtime;

/// <summary>How files are copied into or out of a container.</summary>
public sealed record CopyOptions
{
    /// <summary>Whether a symbolic link that the source path names is followed, rather than copied as a link. Links in a directory that is copied never are.</summary>
    public bool FollowLink { get; init; }

    /// <summary>
    /// Whether owners, by number, and extended attributes are kept. Otherwise what comes into a container belongs to its root user, and what comes to the host
    /// to whoever copies, without setuid and setgid bits.
    /// </summary>
    public bool Archive { get; init; }

    /// <summary>Bytes that are copied at most; a hostile container could make a tree that grows as it is read. Null: 1 TiB.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>Files and directories that are copied at most. Null: 10,000,000.</summary>
    public int? MaxEntries { get; init; }

    /// <summary>How long it may take. Null: one hour. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>: as long as it does.</summary>
    public TimeSpan? TimeLimit { get; init; }
}
