namespace Youki.Runtime;

/// <summary>A new file system in memory, for one run. Devices, set-uid bits and programs in it do nothing unless they are allowed.</summary>
public sealed record TmpfsMount : ContainerMount
{
    /// <summary>Bytes at most; more gives ENOSPC. They count as the container's memory. Null: half of the host's memory.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>The mode of its root. Null: 1777.</summary>
    public UnixFileMode? Mode { get; init; }

    /// <summary>The owner of its root, by the container's number. Null: root.</summary>
    public uint? Uid { get; init; }

    /// <summary>The group of its root, by the container's number. Null: root.</summary>
    public uint? Gid { get; init; }

    /// <summary>Files and directories at most. Null: the kernel's default.</summary>
    public long? MaxFiles { get; init; }

    /// <summary>Whether programs in it can be run. Null: false.</summary>
    public bool? AllowExec { get; init; }

    /// <summary>Whether set-uid bits and file capabilities have effect. Null: false.</summary>
    public bool? AllowSuid { get; init; }

    /// <summary>Whether device nodes in it can be used. Null: false.</summary>
    public bool? AllowDevices { get; init; }
}
