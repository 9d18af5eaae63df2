namespace Youki.Runtime;

/// <summary>
/// Programs that are run at points of a container's life, in the order of each list. Each gets the container's state, as JSON, on its standard input. One that fails or takes too
/// long ends what is being done with a <see cref="HookException"/>, save <see cref="Poststop"/>, of which a warning is logged. Source: OCI runtime-spec, config.md, "POSIX-platform
/// Hooks".
/// </summary>
public sealed record ContainerHooks
{
    /// <summary>While it is made, on the host, before its root is its own. Deprecated by the specification in favour of <see cref="CreateRuntime"/>.</summary>
    public IReadOnlyList<ContainerHook>? Prestart { get; init; }

    /// <summary>While it is made, on the host, when its namespaces are there and before its root is its own.</summary>
    public IReadOnlyList<ContainerHook>? CreateRuntime { get; init; }

    /// <summary>After those, in the container's namespaces, with the files of the host still in place.</summary>
    public IReadOnlyList<ContainerHook>? CreateContainer { get; init; }

    /// <summary>
    /// At its start, in the container, of the container's own files, before its program. What it writes is the container's output. One that fails ends the run, with
    /// <see cref="ExitReason.StartError"/>.
    /// </summary>
    public IReadOnlyList<ContainerHook>? StartContainer { get; init; }

    /// <summary>On the host, when its program has been started; runc 1.1 runs it at the end of the making.</summary>
    public IReadOnlyList<ContainerHook>? Poststart { get; init; }

    /// <summary>On the host, when the run has been cleared away: at a removal, or before the next start.</summary>
    public IReadOnlyList<ContainerHook>? Poststop { get; init; }
}
