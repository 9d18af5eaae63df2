namespace Youki.Runtime.Execution;

/// <summary>Says why a program could not be run, or not to its end.</summary>
internal static class LaunchErrors
{
    /// <summary>The program's path, found on <c>PATH</c> where it is a bare name.</summary>
    public static string Resolve(CommandLine commandLine)
    {
        if (commandLine.Arguments.Any(argument => argument.Contains('\0', StringComparison.Ordinal)))
        {
            // The kernel would see the argument end there.
            throw new ArgumentException("An argument holds a NUL character.", nameof(commandLine));
        }

        return ProgramFinder.Find(commandLine.Program) ?? throw new RuntimeUnavailableException(
            commandLine.Program,
            $"The program '{commandLine.Program}' is not on PATH ({ChildEnvironment.SearchPath}). Install it, or give its absolute path.");
    }

    public static void ThrowIfNotRunnable(CommandLine commandLine)
    {
        if (ProgramFinder.WhyNot(commandLine.Program) is { } reason)
        {
            throw Unavailable(commandLine.Program, reason, null);
        }
    }

    public static YoukiException Explain(CommandLine commandLine, string program, Exception exception) =>
        commandLine.WorkingDirectory is { } directory && !Directory.Exists(directory)
            ? new HostResourceException("directory", $"'{program}' cannot be run in '{directory}': there is no such directory.", exception)
            : Unavailable(program, ProgramFinder.WhyNot(program) ?? (exception.InnerException ?? exception).Message, exception);

    public static OperationTimeoutException TimedOut(CommandLine commandLine) => new(
        $"{commandLine.Title ?? $"'{Path.GetFileName(commandLine.Program)}'"} to end",
        commandLine.TimeLimit ?? default,
        commandLine.Interruptible ? "It was killed." : "It was not killed, and goes on.");

    private static RuntimeUnavailableException Unavailable(string program, string reason, Exception? exception) =>
        new(program, $"The program '{program}' cannot be run: {reason}. Install it, or give the path of an executable file.", exception);
}
