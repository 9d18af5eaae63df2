namespace Youki.Runtime;

/// <summary>A process of a container. Source: proc(5).</summary>
public sealed record ContainerProcess
{
    /// <summary>Its number on the host.</summary>
    public required int Pid { get; init; }

    /// <summary>Its number in the container. Null: the container has no PID namespace of its own.</summary>
    public int? ContainerPid { get; init; }

    /// <summary>The number on the host of the process that is its parent; of the container's first one and of execs it lies outside of the container.</summary>
    public required int ParentPid { get; init; }

    /// <summary>The effective user's number, as the container sees it. Null: the container's user namespace does not map it.</summary>
    public uint? Uid { get; init; }

    /// <summary>The user's name in the container's <c>/etc/passwd</c>. Null: it has none.</summary>
    public string? User { get; init; }

    /// <summary>The program's name, 15 bytes at most, as the process itself may have set it.</summary>
    public required string Name { get; init; }

    /// <summary>Its arguments, the program first, cut after 32 KiB. Empty: it has none, as zombies. The container decides what they hold.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>What it does at this moment.</summary>
    public required ProcessState State { get; init; }

    /// <summary>Threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Processor time used, in programs and in the kernel.</summary>
    public required TimeSpan CpuTime { get; init; }

    /// <summary>Resident memory, in bytes.</summary>
    public required long ResidentBytes { get; init; }

    /// <summary>When it began, within a hundredth of a second.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}
