namespace Youki.Runtime.Cli;

/// <summary>Which runtime binary to call, and what every call of it has in common.</summary>
internal sealed record RuntimeHandle
{
    public required RuntimeDialect Dialect { get; init; }

    /// <summary>The binary, absolute.</summary>
    public required string Path { get; init; }

    /// <summary>The directory of its own state, absolute.</summary>
    public required string Root { get; init; }

    public bool SystemdCgroup { get; init; }

    /// <summary>A private directory for the log of each call, absolute. It must not lie in <see cref="Root"/>, whose directories are containers.</summary>
    public required string LogDirectory { get; init; }

    /// <summary>How long a call may take that says nothing else.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The runtime that a record names.</summary>
    public static RuntimeHandle Of(RuntimeIdentity identity, string logDirectory) => new()
    {
        Dialect = RuntimeDialect.Of(identity.Flavor),
        Path = identity.Path,
        Root = identity.Root,
        SystemdCgroup = identity.SystemdCgroup,
        LogDirectory = logDirectory,
    };

    /// <summary>The options before the verb.</summary>
    /// <param name="logFile">A file that is not there yet: youki writes from offset 0 over what is.</param>
    public IReadOnlyList<string> GlobalArguments(string logFile) =>
    [
        "--root", Root, .. SystemdCgroup ? ["--systemd-cgroup"] : Array.Empty<string>(), "--log", logFile, "--log-format", "json", .. Dialect.LogLevel,
    ];
}
