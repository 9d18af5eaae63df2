namespace Youki.Runtime.Cli.Verbs;

/// <summary>Makes a running container of a checkpoint.</summary>
internal sealed record RestoreVerb : IOciVerb
{
    public string Name => "restore";

    public required ContainerId Id { get; init; }

    ContainerId? IOciVerb.Id => Id;

    /// <summary>The bundle's directory, absolute.</summary>
    public required string Bundle { get; init; }

    /// <summary>The image's directory, absolute.</summary>
    public required string ImagePath { get; init; }

    /// <summary>The directory for CRIU's logs, absolute. Null: the image's.</summary>
    public string? WorkPath { get; init; }

    /// <summary>Where the process id is written, absolute. Null: nowhere.</summary>
    public string? PidFile { get; init; }

    public bool TcpEstablished { get; init; }

    public bool ShellJob { get; init; }

    /// <summary>How CRIU treats cgroups: soft, full, strict or ignore. Null: soft.</summary>
    public string? ManageCgroupsMode { get; init; }

    public IReadOnlyList<string> ToArguments(RuntimeDialect dialect)
    {
        dialect.Require(RuntimeFeature.Restore);
        return new ArgumentList(Name)
            .Flag("--detach", true)
            .Option("--bundle", Bundle)
            .Option("--image-path", ImagePath)
            .Option("--work-path", WorkPath)
            .Option("--pid-file", PidFile)
            .Flag("--tcp-established", TcpEstablished)
            .Flag("--shell-job", ShellJob)
            .Option("--manage-cgroups-mode", ManageCgroupsMode)
            .End(Id.Value);
    }
}
