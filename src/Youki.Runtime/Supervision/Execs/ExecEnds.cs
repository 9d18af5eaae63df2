using Youki.Runtime.Bundles;
using Youki.Runtime.Cli;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision.Execs;

/// <summary>Tells how a command in a container has ended, from what its monitor left.</summary>
internal static class ExecEnds
{
    private const int KilledBySignal = 128 + 9;

    /// <summary>How it ended.</summary>
    /// <param name="container">The container.</param>
    /// <param name="init">The container's first process.</param>
    /// <param name="exec">The command's files; they may be gone.</param>
    /// <param name="record">The command.</param>
    /// <param name="answers">The monitor's answers.</param>
    /// <param name="timedOut">Whether it was killed because its time was up.</param>
    /// <param name="finished">When its end was seen.</param>
    public static ExecResult Read(
        ContainerRecord container, ProcessIdentity init, ExecLayout exec, ExecRecord record, ReadOnlySpan<byte> answers, bool timedOut, DateTimeOffset finished)
    {
        int? code = MonitorAnswer.ParseSecond(answers) is { Pid: >= 0 and <= 255 } answer ? answer.Pid : null;
        var startError = code is { } known ? ExecutionFailure.Find(container.Runtime, known, exec.LogFile) : null;

        // conmon's own time limit is told by an answer that is no exit code.
        timedOut |= code is null && record.Timeout is not null && MonitorAnswer.ParseSecond(answers) is not null;
        var end = record.End is { } seen ? seen
            : timedOut ? ExecEnd.TimedOut
            : startError is not null ? ExecEnd.StartError
            : code is null or KilledBySignal && IsEnding(init) ? ExecEnd.ContainerEnded
            : code is null ? ExecEnd.Unknown
            : ExecEnd.Exited;
        return new ExecResult
        {
            Id = record.Id,
            ContainerId = container.Id,
            ExitCode = end == ExecEnd.TimedOut ? code ?? KilledBySignal : code,
            End = end,
            ErrorMessage = end switch
            {
                ExecEnd.TimedOut => $"The command was killed after {record.Timeout?.TotalSeconds:0.###} s, its time limit.",
                ExecEnd.StartError => startError,
                ExecEnd.ContainerEnded => "The container ended, and the command with it.",
                ExecEnd.Unknown => $"Nobody saw the exit code of the command in container {container.Id}: its monitor ended, or was stopped by a signal, before it could tell.",
                _ => null,
            },
            FinishedAt = code is null && end != ExecEnd.TimedOut ? null : finished,
            SeccompApplied = record.SeccompApplied,
        };
    }

    /// <summary>Whether it was killed, or nobody saw its code: it may have died with the container.</summary>
    public static bool IsKilled(ReadOnlySpan<byte> answers) => MonitorAnswer.ParseSecond(answers) is not { Pid: not KilledBySignal };

    /// <summary>Whether the process has ended or is about to: as the first of its PID namespace it kills all others before it can be seen to end.</summary>
    public static bool IsEnding(ProcessIdentity process) => !process.IsAlive() || ProcessIdentity.IsExiting(process.Pid);
}
