namespace Youki.Runtime.Cli.Verbs;

/// <summary>Writes a running container to an image, and ends it unless it is left running.</summary>
internal sealed record CheckpointVerb : IOciVerb
{
    public string Name => "checkpoint";

    public required ContainerId Id { get; init; }

    ContainerId? IOciVerb.Id => Id;

    /// <summary>The directory for the image, absolute. Its parent must be there.</summary>
    public required string ImagePath { get; init; }

    /// <summary>The directory for CRIU's logs, absolute. Null: the image's.</summary>
    public string? WorkPath { get; init; }

    public bool LeaveRunning { get; init; }

    public bool TcpEstablished { get; init; }

    public bool ExternalUnixSockets { get; init; }

    public bool ShellJob { get; init; }

    public bool FileLocks { get; init; }

    /// <summary>How CRIU treats cgroups: soft, full, strict or ignore. Null: soft.</summary>
    public string? ManageCgroupsMode { get; init; }

    public IReadOnlyList<string> ToArguments(RuntimeDialect dialect) => new ArgumentList(dialect.CheckpointVerb)
        .Option("--image-path", ImagePath)
        .Option("--work-path", WorkPath)
        .Flag("--leave-running", LeaveRunning)
        .Flag("--tcp-established", TcpEstablished)
        .Flag("--ext-unix-sk", ExternalUnixSockets)
        .Flag("--shell-job", ShellJob)
        .Flag("--file-locks", FileLocks)
        .Option("--manage-cgroups-mode", ManageCgroupsMode)
        .End(Id.Value);
}
