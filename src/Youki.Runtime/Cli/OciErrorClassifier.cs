using Youki.Runtime.Cli.Verbs;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Cli;

/// <summary>
/// Decides whether a call failed, and what the failure means: from the runtime's log first, from standard error second, from the exit code last.
/// </summary>
internal static class OciErrorClassifier
{
    private const int TailLength = 4096;
    private const int TailEntries = 10;

    /// <param name="dialect">The runtime's.</param>
    /// <param name="verb">What was called.</param>
    /// <param name="commandLine">The command line.</param>
    /// <param name="exitCode">How it ended.</param>
    /// <param name="log">The call's own log. Null: the runtime wrote none, not even an empty file.</param>
    /// <param name="stderr">What it printed on standard error.</param>
    /// <returns>The failure. Null: it succeeded.</returns>
    public static OciFailure? Classify(RuntimeDialect dialect, IOciVerb verb, CommandLine commandLine, int exitCode, string? log, string stderr)
    {
        var entries = RuntimeLog.Parse(dialect.Log, log ?? string.Empty);
        var logged = RuntimeLog.LastError(dialect.Log, entries);

        // A runtime that read its arguments has made its log; without one, the exit code is not that of the container's process.
        var processEnded = verb.ReturnsProcessExitCode && log is not null && logged is null;
        if (exitCode == 0 || processEnded)
        {
            return null;
        }

        var message = logged is null ? RuntimeMessage.FromStderr(dialect, stderr) : RuntimeMessage.Clean(dialect, logged.Message);
        var (kind, state) = Meaning(dialect, verb, message);
        return new()
        {
            Dialect = dialect,
            Verb = verb,
            Kind = kind,
            Message = message,
            Detail = entries.LastOrDefault(entry => entry.IsError && entry.Detail is not null)?.Detail,
            State = state == ContainerState.Unknown ? entries.LastOrDefault(entry => entry.State != ContainerState.Unknown)?.State ?? state : state,
            ExitCode = exitCode,
            CommandLine = commandLine,
            LogTail = Tail(entries, stderr),
        };
    }

    private static (FailureKind Kind, ContainerState State) Meaning(RuntimeDialect dialect, IOciVerb verb, string message)
    {
        foreach (var pattern in dialect.Failures)
        {
            if (pattern.Matches(verb.Name, message, out var state))
            {
                return (pattern.Kind, state);
            }
        }

        return (FailureKind.Other, ContainerState.Unknown);
    }

    private static string Tail(IReadOnlyList<RuntimeLogEntry> entries, string stderr)
    {
        var lines = entries.Where(entry => entry.IsError)
            .TakeLast(TailEntries)
            .Select(entry => entry.Detail is null ? entry.Message : $"{entry.Message}: {entry.Detail}");
        var text = string.Join('\n', lines.Append(stderr.Trim())).Trim();
        return text.Length > TailLength ? text[^TailLength..] : text;
    }
}
