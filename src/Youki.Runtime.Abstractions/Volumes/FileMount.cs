namespace Youki.Runtime;

/// <summary>
/// A file, such as a secret, whose content is handed in by <see cref="CreateContainerOptions.Files"/> and kept in memory only: what is stored of it is
/// name and digest. It outlives runs, not a reboot: a start without it is a <see cref="MissingFilesException"/> then, see <see cref="IContainerFiles"/>.
/// </summary>
public sealed record FileMount : ContainerMount
{
    /// <summary>The name that <see cref="CreateContainerOptions.Files"/> has it by.</summary>
    public required string Name { get; init; }

    /// <summary>What its content must be. Null: what is handed in; the stored configuration has the digest of that.</summary>
    public Digest? Digest { get; init; }

    /// <summary>Its mode. Null: 0400.</summary>
    public UnixFileMode? Mode { get; init; }

    /// <summary>Its owner, by the container's number. Null: root.</summary>
    public uint? Uid { get; init; }

    /// <summary>Its group, by the container's number. Null: root.</summary>
    public uint? Gid { get; init; }
}
