namespace Youki.Runtime.Cli.Verbs;

/// <summary>Makes a container of a bundle; its process waits to be started.</summary>
internal sealed record CreateVerb : IOciVerb
{
    public string Name => "create";

    public required ContainerId Id { get; init; }

    ContainerId? IOciVerb.Id => Id;

    /// <summary>The bundle's directory, absolute.</summary>
    public required string Bundle { get; init; }

    /// <summary>Where the process id is written, absolute. Null: nowhere.</summary>
    public string? PidFile { get; init; }

    /// <summary>The socket that receives the terminal, absolute. Null: there is no terminal.</summary>
    public string? ConsoleSocket { get; init; }

    /// <summary>Uses a move in place of pivot_root, for root file systems on a ramdisk.</summary>
    public bool NoPivot { get; init; }

    /// <summary>Descriptors from 3 on that the process inherits.</summary>
    public int PreserveFds { get; init; }

    public IReadOnlyList<string> ToArguments(RuntimeDialect dialect) => new ArgumentList(Name)
        .Option("--bundle", Bundle)
        .Option("--pid-file", PidFile)
        .Option("--console-socket", ConsoleSocket)
        .Flag("--no-pivot", NoPivot)
        .Option("--preserve-fds", PreserveFds)
        .End(Id.Value);
}
