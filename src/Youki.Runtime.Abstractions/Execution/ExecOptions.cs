namespace Youki.Runtime;

/// <summary>
/// A command to run in a container. It gets what the container's own process has (environment, working directory, user, capabilities, limits, AppArmor profile),
/// unless it is said otherwise here.
/// </summary>
public sealed record ExecOptions
{
    /// <summary>The program and its arguments. A name without a slash is looked up in the PATH of the environment.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Environment, added to the container's. Null: the container's alone.</summary>
    public IReadOnlyDictionary<string, string>? EnvVars { get; init; }

    /// <summary>Working directory inside the container, absolute; it has to be there. Null: the container's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>
    /// Who it runs as: <c>user</c>, <c>uid</c>, <c>user:group</c> or <c>uid:gid</c>; names are looked up in the container as it is now. Root has the container's
    /// capabilities, any other user has none. Null: as the container's process.
    /// </summary>
    public string? User { get; init; }

    /// <summary>
    /// Whether it has all capabilities that this host can give, may gain privileges (set-user-id programs), and has no AppArmor profile. What the container's
    /// namespaces, devices and mounts keep from it, they still do, and so does its seccomp filter where the runtime applies it to commands
    /// (<see cref="ExecResult.SeccompApplied"/>). Null: false.
    /// </summary>
    public bool? Privileged { get; init; }

    /// <summary>Whether it gets a terminal; its output is then one stream, standard output. Null: false.</summary>
    public bool? Terminal { get; init; }

    /// <summary>The terminal's size at the beginning. Null: the kernel's default, which programs take for 80 by 24.</summary>
    public TerminalSize? TerminalSize { get; init; }

    /// <summary>Whether its standard input is open, to be written to. Null and false: it reads end-of-file at once. It does not go with a detached command.</summary>
    public bool? OpenStdin { get; init; }

    /// <summary>After this, the command and all that it has started are killed. From 1 millisecond to 24 days. Null: it may take as long as it likes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Bytes that are kept of standard output, and as many of standard error, where output is collected; the rest is read, counted and dropped. At most 1 GiB.
    /// Null: 1 MiB.
    /// </summary>
    public int? OutputLimit { get; init; }

    /// <summary>
    /// Whether it may run without the container's seccomp profile where that is the caller's own and the runtime applies none to commands, as youki does.
    /// Null: false, it is refused.
    /// </summary>
    public bool? AllowWithoutSeccomp { get; init; }
}
