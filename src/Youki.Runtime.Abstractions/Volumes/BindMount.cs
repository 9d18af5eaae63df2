namespace Youki.Runtime;

/// <summary>A file or directory of the host.</summary>
public sealed record BindMount : ContainerMount
{
    /// <summary>
    /// Its path on the host, absolute; links are followed. Refused, with what contains or lies in them: <c>/</c> and the directories of this library
    /// (state, bundles, images, volumes), for whoever can write there owns the host; see <see cref="AllowProtectedPaths"/>.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>A path below <see cref="Source"/> to mount instead: relative, without <c>..</c>; links are followed, and lead nowhere out of the source. Null: the source itself.</summary>
    public string? SubPath { get; init; }

    /// <summary>Whether what is mounted below the source is read-only here too. Needs a private <see cref="Propagation"/>, and Linux 5.12. Null: false.</summary>
    public bool? RecursiveReadOnly { get; init; }

    /// <summary>Whether mounts that are made later appear on the other side. Null: <see cref="MountPropagation.RecursivePrivate"/>.</summary>
    public MountPropagation? Propagation { get; init; }

    /// <summary>Whether what is mounted below the source is left out. Null: false.</summary>
    public bool? NonRecursive { get; init; }

    /// <summary>Whether a missing source is made, as a directory, with those above it. Null: false, and a missing source is a <see cref="MountException"/>.</summary>
    public bool? CreateHostPath { get; init; }

    /// <summary>The mode of a directory that <see cref="CreateHostPath"/> makes. Null: 0755.</summary>
    public UnixFileMode? HostPathMode { get; init; }

    /// <summary>The owner, by the host's number, of a directory that <see cref="CreateHostPath"/> makes. Null: who makes it.</summary>
    public uint? HostPathUid { get; init; }

    /// <summary>The group, by the host's number, of a directory that <see cref="CreateHostPath"/> makes. Null: that of who makes it.</summary>
    public uint? HostPathGid { get; init; }

    /// <summary>
    /// Whether the owners of the source's files are the container's ids: what belongs to root on the host belongs to the container's root. Needs a
    /// <see cref="ContainerConfig.UserNamespace"/>, and a file system that can do it. Null: false, and files belong to whom the host's ids are mapped to, else nobody.
    /// </summary>
    public bool? MapIds { get; init; }

    /// <summary>Whether a source is taken that is otherwise refused, such as <c>/</c>. The container can take over the host then. Null: false.</summary>
    public bool? AllowProtectedPaths { get; init; }
}
