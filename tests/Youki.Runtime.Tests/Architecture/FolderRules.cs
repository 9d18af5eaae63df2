namespace Youki.Runtime.Tests.Architecture;

/// <summary>
/// Which folder of src/Youki.Runtime may know which: the one place where a new edge is argued for.
/// The contracts of Youki.Runtime.Abstractions are open to all.
/// </summary>
internal static class FolderRules
{
    /// <summary>The files without a folder: <c>YoukiRuntime</c>, which strings everything together, and its options.</summary>
    public const string PublicSurface = "";

    private static readonly string[] Base = ["Execution", "Native"];

    private static readonly string[] Features = ["Processes", "Mounts", "Volumes", "Resources", "Security", "Devices", "Networking", "Namespaces", "Pods", "UserNamespaces", "HostHooks"];

    private static readonly string[] Outputs = ["Logs", "Stats", "Health", "Checkpoint"];

    private static readonly Dictionary<string, string[]> BelowLifecycle = new()
    {
        ["Native"] = [],
        ["Execution"] = [],
        // What every one-way stream cannot do.
        ["Streams"] = [],
        // Traces and figures, as a log: whoever does something tells it.
        ["Diagnostics"] = [],
        ["Cgroups"] = ["Native"],
        // A seccomp profile is part of a configuration, and the feature that reads it knows its errors.
        ["Configuration"] = ["Cgroups", "Security"],
        ["Cli"] = ["Execution"],
        ["Files"] = ["Native"],
        // Credential helpers are programs, hence Execution.
        ["Images"] = [.. Base, "Files", "Diagnostics", "Streams"],
        // What is copied travels as a tar, which Images reads and writes.
        ["Copying"] = ["Images", "Native", "Streams"],
        // A writable layer of bounded size is a file system that mkfs makes, hence Execution.
        ["Rootfs"] = ["Images", .. Base],
        ["Processes"] = Base,
        ["Mounts"] = Base,
        // Volumes outlive everything else, so their files are flushed.
        ["Volumes"] = [.. Base, "Files"],
        ["Resources"] = [.. Base, "Cgroups"],
        ["Security"] = Base,
        ["HostHooks"] = Base,
        // Its rules are enforced by a program that is attached to the container's cgroup.
        ["Devices"] = [.. Base, "Cgroups"],
        ["Networking"] = Base,
        ["Namespaces"] = Base,
        ["Pods"] = Base,
        // Which ids are whose is kept over a power cut, in a directory of its own: Files writes it so.
        ["UserNamespaces"] = [.. Base, "Files"],
        ["Specs"] = [],
        ["Bundles"] = ["Native", "Files"],
        // Whoever sees something happen writes it down, so it lies below them all.
        ["Events"] = ["Bundles", "Files", "Native", "Diagnostics"],
        // Launching conmon and waiting on a pidfd are its own work, hence Execution and Native.
        ["Supervision"] = [.. Base, "Cli", "Bundles", "Cgroups", "Events", "Streams"],
        // It finds out which runtime and which monitor this host has, hence Cli and Execution.
        ["Node"] = [.. Base, "Cli", "Bundles", "Cgroups", "Files", "Events"],
        ["Logs"] = ["Bundles", "Native", "Supervision", "Events"],
        ["Stats"] = ["Bundles", "Native", "Supervision", "Cgroups"],
        ["Health"] = ["Bundles", "Native", "Supervision", "Events"],
        ["Checkpoint"] = ["Bundles", "Native", "Supervision"],
    };

    /// <summary>For each folder, those that it may know apart from itself.</summary>
    public static IReadOnlyDictionary<string, string[]> MayKnow { get; } = new Dictionary<string, string[]>(BelowLifecycle)
    {
        // YoukiRuntime implements the neighbours of IContainerRuntime too, so it knows what comes out of containers.
        ["Lifecycle"] = [.. BelowLifecycle.Keys],
        ["DependencyInjection"] = [.. BelowLifecycle.Keys, "Lifecycle"],
        [PublicSurface] = [.. BelowLifecycle.Keys, "Lifecycle", "DependencyInjection"],
    };

    /// <summary>Folders of one kind, which meet only in data and never know each other.</summary>
    public static IReadOnlyList<string[]> Strangers { get; } = [Features, Outputs];
}
