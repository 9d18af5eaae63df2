namespace Youki.Runtime;

/// <summary>What an image says of the processes that run in it; null means "not said". Source: OCI image-spec, config.md, "config".</summary>
public sealed record ImageConfig
{
    /// <summary><c>user</c>, <c>uid</c>, <c>user:group</c> or <c>uid:gid</c>; empty: root.</summary>
    public string? User { get; init; }

    /// <summary>Ports that the process listens on, such as <c>80/tcp</c>. They are not published by themselves.</summary>
    public IReadOnlyList<string>? ExposedPorts { get; init; }

    /// <summary>Environment, as <c>NAME=value</c>.</summary>
    public IReadOnlyList<string>? Env { get; init; }

    /// <summary>The program and its first arguments.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>The arguments, or the program too where there is no entrypoint.</summary>
    public IReadOnlyList<string>? Cmd { get; init; }

    /// <summary>Directories whose content does not belong to the image's layers.</summary>
    public IReadOnlyList<string>? Volumes { get; init; }

    /// <summary>Where the process begins.</summary>
    public string? WorkingDir { get; init; }

    /// <summary>The image's own labels: information only. They never become a container's labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The signal that asks the process to end, as the image writes it.</summary>
    public string? StopSignal { get; init; }
}
