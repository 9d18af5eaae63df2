namespace Youki.Runtime.Cli.Verbs;

/// <summary>
/// Runs a process in a container. It is always given as a file: of the single options, youki takes user, directory and limits from nowhere.
/// </summary>
internal sealed record ExecVerb : IOciVerb
{
    public string Name => "exec";

    public required ContainerId Id { get; init; }

    ContainerId? IOciVerb.Id => Id;

    /// <summary>The OCI process as a JSON file, absolute.</summary>
    public required string ProcessFile { get; init; }

    /// <summary>Whether the runtime returns once the process runs. Otherwise it returns the process's exit code.</summary>
    public bool Detach { get; init; }

    /// <summary>Where the process id is written, absolute. Null: nowhere.</summary>
    public string? PidFile { get; init; }

    /// <summary>The socket that receives the terminal, absolute. Null: there is no terminal.</summary>
    public string? ConsoleSocket { get; init; }

    /// <summary>Whether it may run in a paused container, where it waits.</summary>
    public bool IgnorePaused { get; init; }

    /// <summary>Descriptors from 3 on that the process inherits.</summary>
    public int PreserveFds { get; init; }

    public bool Interruptible => !Detach;

    public bool ReturnsProcessExitCode => !Detach;

    public IReadOnlyList<string> ToArguments(RuntimeDialect dialect)
    {
        if (IgnorePaused)
        {
            dialect.Require(RuntimeFeature.ExecInPaused);
        }

        return new ArgumentList(Name)
            .Flag("--detach", Detach)
            .Option("--process", ProcessFile)
            .Option("--pid-file", PidFile)
            .Option("--console-socket", ConsoleSocket)
            .Flag("--ignore-paused", IgnorePaused)
            .Option("--preserve-fds", PreserveFds)
            .End(Id.Value);
    }
}
