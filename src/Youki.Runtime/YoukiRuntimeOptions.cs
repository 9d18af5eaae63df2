using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Youki.Runtime;

/// <summary>How the runtime works on this host. Bound from configuration, and validated at start.</summary>
public sealed class YoukiRuntimeOptions
{
    /// <summary>The OCI runtime: a name that is looked up in PATH, or an absolute path. It may be youki, runc or crun.</summary>
    /// <value>The default value is <c>youki</c>.</value>
    [Required]
    public string Runtime { get; set; } = "youki";

    /// <summary>The monitor: a name that is looked up in PATH, or an absolute path. Where there is none, containers run without one, and exit codes are unknown.</summary>
    /// <value>The default value is <c>conmon</c>.</value>
    [Required]
    public string Monitor { get; set; } = "conmon";

    /// <summary>The small init for containers with <see cref="ContainerConfig.Init"/> and for pods with a shared pid namespace: a name that is looked up in PATH, or an absolute path. It must be linked statically.</summary>
    /// <value>The default value is <c>catatonit</c>.</value>
    [Required]
    public string InitPath { get; set; } = "catatonit";

    /// <summary>What the owner of a node does with a container whose monitor has died.</summary>
    /// <value>The default value is <see cref="Youki.Runtime.LostMonitorPolicy.Adopt"/>.</value>
    public LostMonitorPolicy LostMonitorPolicy { get; set; }

    /// <summary>Where youki keeps its own state, on a file system that a reboot empties. Other runtimes use a directory of their name beside it.</summary>
    /// <value>The default value is <c>/var/run/orchestrator/youki</c>; for an ordinary user, <c>orchestrator/youki</c> below <c>$XDG_RUNTIME_DIR</c>.</value>
    [Required]
    public string StateDirectory { get; set; } = DefaultDirectories.State;

    /// <summary>Where containers are kept: their configuration, writable layer and logs, over a reboot too.</summary>
    /// <value>The default value is <c>/var/lib/orchestrator/bundles</c>; for an ordinary user, <c>orchestrator/bundles</c> below <c>$XDG_DATA_HOME</c>.</value>
    [Required]
    public string BundleDirectory { get; set; } = DefaultDirectories.Bundles;

    /// <summary>Where images are kept: an OCI image layout and the unpacked layers. Several bundle directories may share it.</summary>
    /// <value>The default value is <c>/var/lib/orchestrator/images</c>; for an ordinary user, <c>orchestrator/images</c> below <c>$XDG_DATA_HOME</c>.</value>
    [Required]
    public string ImageDirectory { get; set; } = DefaultDirectories.Images;

    /// <summary>Where named volumes are kept. It belongs to one bundle directory: whether a volume is used is told by the containers there.</summary>
    /// <value>The default value is null: <c>volumes</c> beside <see cref="BundleDirectory"/>.</value>
    public string? VolumeDirectory { get; set; }

    /// <summary>How images are fetched and kept.</summary>
    [ValidateObjectMembers]
    public ImageOptions Images { get; set; } = new();

    /// <summary>Which ids containers with an automatic user namespace are given.</summary>
    public IdPoolOptions UserNamespaces { get; set; } = new();

    /// <summary>How containers' logs are kept.</summary>
    public LogStorageOptions Logs { get; set; } = new();

    /// <summary>The cgroup that containers' cgroups are made in, from the hierarchy's root.</summary>
    /// <value>The default value is <c>/orchestrator</c>.</value>
    [Required]
    public string CgroupParent { get; set; } = "/orchestrator";

    /// <summary>Whether cgroups are made through systemd instead of the file system. <see cref="CgroupParent"/> then names a slice, such as <c>/orchestrator.slice</c>.</summary>
    /// <value>The default value is false.</value>
    public bool SystemdCgroup { get; set; }

    /// <summary>Whether a runtime older than the oldest tested version is used: youki 0.7.0, runc 1.1.0, crun 1.8.0.</summary>
    /// <value>The default value is false.</value>
    public bool AllowUnsupportedRuntimeVersion { get; set; }

    /// <summary>How long a stop waits for a container before SIGKILL, where the container does not say it.</summary>
    /// <value>The default value is 10 seconds; from 0 to 1 hour.</value>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a container may take to die after SIGKILL.</summary>
    /// <value>The default value is 30 seconds; from 1 second to 1 hour.</value>
    public TimeSpan KillTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a command of the OCI runtime may take, the making of a container apart.</summary>
    /// <value>The default value is 30 seconds; from 1 second to 1 hour.</value>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the OCI runtime may take to make a container; its hooks run in that time.</summary>
    /// <value>The default value is 4 minutes; from 1 second to 1 hour.</value>
    public TimeSpan CreateTimeout { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>How long an operation waits for another one on the same container, here or in another process.</summary>
    /// <value>The default value is 1 minute; from 0 to 1 hour.</value>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many containers are made at once; more wait for their turn.</summary>
    /// <value>The default value is twice the number of processors; from 1 to 1,024.</value>
    [Range(1, 1024)]
    public int MaxConcurrentCreates { get; set; } = Environment.ProcessorCount * 2;

    /// <summary>
    /// Whether containers may together reserve more processors, memory or disk than the node has: by <see cref="ContainerConfig.ResourceRequests"/>, or by their limits where they
    /// say no requests. Where they may not, a container that asks for more than others have left is refused with a <see cref="NodeCapacityException"/>.
    /// </summary>
    /// <value>The default value is true.</value>
    public bool AllowOverCommit { get; set; } = true;

    /// <summary>
    /// Whether this process looks after the nodes that it initializes, as long as no other one does: exits that nobody waits for become events, and whatever
    /// is to be done from time to time is done. Of all processes with the same directories one does it, and another takes over when that has ended.
    /// </summary>
    /// <value>The default value is true.</value>
    public bool OwnNodes { get; set; } = true;

    /// <summary>How much the journal of a node's events may take on disk, and that of the images' apart, in bytes; then the oldest eighth goes. An event takes some 300 bytes.</summary>
    /// <value>The default value is 16 MiB; from 64 KiB to 1 GiB.</value>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public long EventJournalSize { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// The directories with the specs of the Container Device Interface; a device of a later one goes before the same of an earlier one. Only root may be able to
    /// write to them. Set to an empty list: there are none.
    /// </summary>
    /// <value>Null, which is the default, means <c>/etc/cdi</c> and <c>/var/run/cdi</c>.</value>
    public IReadOnlyList<string>? CdiDirectories { get; set; }
}
