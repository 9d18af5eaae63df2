namespace Youki.Runtime.Cli;

/// <summary>What some runtimes cannot do. It is refused, never silently dropped.</summary>
internal enum RuntimeFeature
{
    /// <summary>Sending a real-time signal, 32 to 64.</summary>
    RealTimeSignals,

    /// <summary>Running a process in a container that has a user namespace.</summary>
    ExecInUserNamespace,

    /// <summary>Running a process in a container that was not started yet.</summary>
    ExecInCreated,

    /// <summary>Running a process in a paused container.</summary>
    ExecInPaused,

    /// <summary>Freezing a container that was not started yet.</summary>
    PauseCreated,

    /// <summary>The container's seccomp filter on processes that are run in it later.</summary>
    SeccompOnExec,

    /// <summary>A default size for a terminal.</summary>
    ConsoleSize,

    /// <summary><c>process.selinuxLabel</c> and <c>linux.mountLabel</c>.</summary>
    SelinuxLabels,

    /// <summary>Mounts with id mappings of their own.</summary>
    IdmappedMounts,

    /// <summary>Limits of RDMA resources.</summary>
    Rdma,

    /// <summary>Statistics through the runtime.</summary>
    Events,

    /// <summary>Starting a container from a checkpoint.</summary>
    Restore,
}
