using Youki.Runtime.Execution;

namespace Youki.Runtime.Cli;

/// <summary>How a verb is run, as opposed to what it does.</summary>
internal sealed record OciCall
{
    public static OciCall Default { get; } = new();

    /// <summary>Files for a verb whose process inherits its output. Null: the output is captured.</summary>
    public DetachedOutput? Detached { get; init; }

    /// <summary>Where captured output goes as it comes. Null: it is kept.</summary>
    public Stream? Output { get; init; }

    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>How long it may take. Null: as the runtime's handle says. <see cref="Timeout.InfiniteTimeSpan"/>: as long as it likes.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>
    /// Called once when the waiting ended before a verb that may not be interrupted. The task ends when the runtime has, and fails as the call would have.
    /// </summary>
    public Action<Task>? Abandoned { get; init; }
}
