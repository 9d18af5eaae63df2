using Youki.Runtime.Bundles;

namespace Youki.Runtime.Supervision.Execs;

/// <summary>A command that is about to be started in a container.</summary>
internal sealed record ExecPlan
{
    public required ContainerRecord Container { get; init; }

    public required ExecLayout Layout { get; init; }

    public required ExecRecord Record { get; init; }

    public required bool Terminal { get; init; }

    public required bool OpenStdin { get; init; }

    /// <summary>The terminal's size. Null: the kernel's default.</summary>
    public TerminalSize? Size { get; init; }

    /// <summary>How the runtime is told of the command's own cgroup. Null: it has none.</summary>
    public string? CgroupOption { get; init; }

    /// <summary>How long the start may take.</summary>
    public required TimeSpan TimeLimit { get; init; }
}
