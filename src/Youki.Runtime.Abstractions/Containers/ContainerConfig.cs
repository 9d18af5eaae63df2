namespace Youki.Runtime;

/// <summary>
/// What to run, as pure data: it is stored with the container and read back after a restart of the host process or of the host.
/// Null always means "not said": the image's value or the default applies.
/// </summary>
public sealed record ContainerConfig
{
    /// <summary>The version of this record's schema that this library writes. A file with another one is refused, never overwritten.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Schema version; null means <see cref="CurrentSchemaVersion"/>.</summary>
    public int? SchemaVersion { get; init; }

    /// <summary>A name for people. It need not be unique; the tool <c>youkictl</c> insists on unique ones. Null: the container has only its id.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Where the root file system comes from: an image reference such as <c>docker.io/library/alpine:3</c>, which is pulled where the store does not have it,
    /// or <c>dir:/absolute/path</c>, a directory that is shared and never changed. See <see cref="ImageReference"/>.
    /// </summary>
    public required string Image { get; init; }

    /// <summary>The program and its first arguments. As in Kubernetes, it replaces the image's entrypoint and drops the image's cmd. Null or empty: the image's entrypoint.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The arguments. As in Kubernetes, they replace the image's cmd. Null or empty: the image's cmd, unless <see cref="Command"/> is given.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>Environment of the process, added to the image's. Values may hold anything but NUL; names neither <c>=</c> nor NUL.</summary>
    public IReadOnlyDictionary<string, string>? EnvVars { get; init; }

    /// <summary>Working directory inside the container, absolute. Null: the image's, else <c>/</c>. It is made where it is missing.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Who the process runs as: <c>user</c>, <c>uid</c>, <c>user:group</c> or <c>uid:gid</c>; names are looked up in the image. Null: the image's, else root.</summary>
    public string? User { get; init; }

    /// <summary>Whether the root file system is read-only; what is mounted into it may still be written. Null: false.</summary>
    public bool? ReadOnlyRootfs { get; init; }

    /// <summary>Host name inside the container. Null: the first 63 characters of the container's id.</summary>
    public string? Hostname { get; init; }

    /// <summary>Keeps the process's standard input open, so that it can be attached to. Null and false: it reads end-of-file at once; of a terminal, it reads nothing.</summary>
    public bool? OpenStdin { get; init; }

    /// <summary>
    /// Whether the end of an attached client's input, be it that the client dies, is the end of the process's standard input: the first such end closes it for all.
    /// False: it stays open for further clients, and only the end of the container closes it. Null: true. It goes with <see cref="OpenStdin"/>; the input of a
    /// <see cref="Terminal"/> is never closed, and ends when ctrl-D is sent.
    /// </summary>
    public bool? StdinOnce { get; init; }

    /// <summary>
    /// Gives the process a terminal instead of pipes. What it writes is one stream then, <see cref="OutputSource.Stdout"/>, with a carriage return before each
    /// newline. The environment variable <c>TERM</c> is <c>xterm</c> where neither image nor <see cref="EnvVars"/> set it. Its size is 0 by 0 until an
    /// attachment sets it; that may be done before the start. Null: false.
    /// </summary>
    public bool? Terminal { get; init; }

    /// <summary>Ports to publish.</summary>
    public IReadOnlyList<PortMapping>? Ports { get; init; }

    /// <summary>What the container may use of the host. Null: no limits.</summary>
    public ResourceRequests? ResourceRequests { get; init; }

    /// <summary>Limits of more kinds, and in finer steps, than <see cref="ResourceRequests"/>, which they go before. An update changes them. Null: none.</summary>
    public ResourceLimits? Limits { get; init; }

    /// <summary>The signal that asks the process to end. Null: the image's, else SIGTERM.</summary>
    public Signal? StopSignal { get; init; }

    /// <summary>How long a stop waits for the process before SIGKILL. Null: <c>YoukiRuntimeOptions.StopTimeout</c>.</summary>
    public TimeSpan? StopTimeout { get; init; }

    /// <summary>How its log is kept. Null: as <c>YoukiRuntimeOptions.Logs</c> says.</summary>
    public LogConfig? Log { get; init; }

    /// <summary>The orchestrator's own marks, to filter by. They stay outside the container.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Annotations of the OCI runtime spec, written to config.json. Source: OCI runtime-spec, config.md, "Annotations".</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
