namespace Youki.Runtime.Configuration;

/// <summary>Checks a command that is to run in a container.</summary>
internal static class ExecOptionsChecks
{
    private const int MaxOutput = 1024 * 1024 * 1024;
    private const int LongestSide = 1000;

    private static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(24);

    /// <exception cref="ContainerConfigException">There are errors; each names the member.</exception>
    public static void Check(ContainerId container, ExecOptions options, bool detached)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] errors = [.. ProcessErrors(options), .. StreamErrors(options, detached), .. LimitErrors(options)];
        if (errors.Length > 0)
        {
            throw new ContainerConfigException(errors) { ContainerId = container };
        }
    }

    private static IEnumerable<string> ProcessErrors(ExecOptions options)
    {
        if (options.Command is not { Count: > 0 } command || command[0] is "" or null)
        {
            yield return "Command: give the program to run.";
        }

        foreach (var error in ProcessChecks.ListErrors(nameof(ExecOptions.Command), options.Command)
            .Concat(ProcessChecks.EnvironmentErrors(options.EnvVars))
            .Concat(ProcessChecks.WorkingDirectoryErrors(options.WorkingDirectory))
            .Concat(ProcessChecks.UserErrors(options.User)))
        {
            yield return error;
        }
    }

    private static IEnumerable<string> StreamErrors(ExecOptions options, bool detached)
    {
        if (detached && options.OpenStdin == true)
        {
            yield return "OpenStdin: a detached command has no standard input.";
        }

        if (options.TerminalSize is { } size)
        {
            if (options.Terminal != true)
            {
                yield return "TerminalSize: the command has no terminal; set Terminal as well.";
            }
            else if (size is not { Columns: >= 1 and <= LongestSide, Rows: >= 1 and <= LongestSide })
            {
                yield return $"TerminalSize: a terminal has 1 to {LongestSide} columns and rows.";
            }
        }
    }

    private static IEnumerable<string> LimitErrors(ExecOptions options)
    {
        if (options.Timeout is { } timeout && (timeout < TimeSpan.FromMilliseconds(1) || timeout > MaxTimeout))
        {
            yield return $"Timeout: {timeout} is not from 1 millisecond to {MaxTimeout.TotalDays:0} days.";
        }

        if (options.OutputLimit is < 0 or > MaxOutput)
        {
            yield return $"OutputLimit: {options.OutputLimit} is not from 0 to {MaxOutput}.";
        }
    }
}
