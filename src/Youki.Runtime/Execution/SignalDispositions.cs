using System.Globalization;

namespace Youki.Runtime.Execution;

/// <summary>
/// Keeps the signals that this process ignores from being ignored by what outlives it: a host that was started by nohup, or in the background of a script, would
/// have containers that cannot be interrupted. What is ignored is inherited over execve(2), and a shell cannot take it back. Source: signal(7), env(1).
/// </summary>
internal static class SignalDispositions
{
    private const string Ignored = "SigIgn:";

    /// <summary>.NET ignores it in every process, and hands on what it was before.</summary>
    private const ulong BrokenPipe = 1UL << 12;

    // The option came with coreutils 8.31; another env answers it with an error.
    private static readonly Lazy<Task<string?>> Resetter = new(FindResetterAsync);

    /// <summary>The program and option that every signal is reset by, to be put before a command; empty where nothing is to be reset, or nothing can.</summary>
    public static async ValueTask<IReadOnlyList<string>> ResetAsync() =>
        IsReset(File.ReadLines("/proc/self/status")) || await Resetter.Value.ConfigureAwait(false) is not { } program ? [] : [program, "--default-signal"];

    internal static bool IsReset(IEnumerable<string> status)
    {
        var line = status.First(line => line.StartsWith(Ignored, StringComparison.Ordinal));
        return (ulong.Parse(line.AsSpan(Ignored.Length).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & ~BrokenPipe) == 0;
    }

    private static async Task<string?> FindResetterAsync()
    {
        if (ProgramFinder.Find("env") is not { } program)
        {
            return null;
        }

        var result = await CliWrap.Cli.Wrap(program).WithArguments(["--default-signal", "true"]).WithValidation(CliWrap.CommandResultValidation.None).ExecuteAsync().ConfigureAwait(false);
        return result.ExitCode == 0 ? program : null;
    }
}
