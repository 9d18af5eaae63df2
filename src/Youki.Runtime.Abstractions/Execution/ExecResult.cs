using System.Text;

namespace Youki.Runtime;

/// <summary>How a command in a container has ended.</summary>
public sealed record ExecResult
{
    /// <summary>The command.</summary>
    public required ExecId Id { get; init; }

    /// <summary>The container that it ran in.</summary>
    public required ContainerId ContainerId { get; init; }

    /// <summary>0 to 255; 128 + N after signal N. Null: nobody saw it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why it has ended.</summary>
    public required ExecEnd End { get; init; }

    /// <summary>What went wrong, for people. Null: nothing, or the exit code says it all.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>When its end was seen. Null: nobody saw it.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The first bytes of standard output, where it was collected; all output of a terminal.</summary>
    public ReadOnlyMemory<byte> Stdout { get; init; }

    /// <summary>The first bytes of standard error, where it was collected.</summary>
    public ReadOnlyMemory<byte> Stderr { get; init; }

    /// <summary>Bytes of standard output that were read and dropped: what is beyond <see cref="ExecOptions.OutputLimit"/>, or what nobody asked for.</summary>
    public long StdoutDropped { get; init; }

    /// <summary>Likewise for standard error.</summary>
    public long StderrDropped { get; init; }

    /// <summary>Whether the container's seccomp profile was applied to it. Null: the container has none.</summary>
    public bool? SeccompApplied { get; init; }

    /// <summary>Whether <see cref="ExecOptions.Timeout"/> had passed, and it was killed.</summary>
    public bool TimedOut => End == ExecEnd.TimedOut;

    /// <summary><see cref="Stdout"/>, read as UTF-8; bytes that are none become U+FFFD.</summary>
    public string StdoutText => Encoding.UTF8.GetString(Stdout.Span);

    /// <summary><see cref="Stderr"/>, read likewise.</summary>
    public string StderrText => Encoding.UTF8.GetString(Stderr.Span);
}
