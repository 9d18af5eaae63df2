namespace Youki.Runtime;

/// <summary>Which system calls the processes of a container may make: at most one of the members is given. None: the default profile.</summary>
public sealed record SeccompConfig
{
    /// <summary>No filter: all system calls, as far as capabilities allow. Null: false.</summary>
    public bool? Unconfined { get; init; }

    /// <summary>
    /// A profile, as the text of a JSON document: in docker's form (<c>archMap</c>, and rules with <c>includes</c> and <c>excludes</c>), whose conditions are
    /// decided for the container's capabilities, this processor and this kernel, or in the form of the OCI runtime-spec. A <c>listenerPath</c> in it is passed on.
    /// Sources: moby/profiles, seccomp; OCI runtime-spec, config-linux.md, "Seccomp".
    /// </summary>
    public string? Profile { get; init; }

    /// <summary>
    /// A file of this host with such a profile, absolute. It is read once, when the container is created, and the container keeps the text as <see cref="Profile"/>:
    /// whatever becomes of the file, each start has the same filter.
    /// </summary>
    public string? ProfilePath { get; init; }
}
