using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Youki.Runtime.Native;

namespace Youki.Runtime.Cgroups;

/// <summary>
/// Keeps monitors out of the cgroup of the host process, in which a service manager would kill them with it: all of them share one below the cgroups of the containers.
/// A move takes some milliseconds, in which the kernel waits for all processors: it is never waited for while nothing else is done.
/// </summary>
internal sealed partial class MonitorCgroup(IOptions<YoukiRuntimeOptions> options, ServiceCgroups cgroups, ILogger<MonitorCgroup> logger)
{
    /// <summary>No container can have this name.</summary>
    public const string Name = ".monitors";

    /// <summary>What the names of pods' cgroups begin with: they are between the containers' cgroups and the one that monitors are beside. No container can have such a name.</summary>
    public const string PodPrefix = ".pod-";

    private int _warned;

    /// <summary>Where monitors of new containers go.</summary>
    public string Path => $"{options.Value.CgroupParent.TrimEnd('/')}/{Name}";

    /// <summary>Why monitors stay in the cgroup of the host process, as a sentence; null where they do not.</summary>
    public string? WhyNot() => options.Value.SystemdCgroup
        ? $"With {nameof(YoukiRuntimeOptions.SystemdCgroup)} all cgroups are systemd's, which has none for monitors."
        : cgroups.WhyNot(Path);

    /// <summary>Tells once, in the log, that monitors will stay in the cgroup of the host process.</summary>
    public void Check()
    {
        if (WhyNot() is { } reason)
        {
            Warn(reason);
        }
    }

    /// <summary>Moves the monitor of a container, or of a process in it.</summary>
    /// <param name="runtime">The container's runtime.</param>
    /// <param name="containerPath">The container's cgroup.</param>
    /// <param name="monitor">The monitor.</param>
    public async Task MoveAsync(RuntimeIdentity runtime, string containerPath, ProcessIdentity monitor)
    {
        if (!runtime.SystemdCgroup)
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            Warn(cgroups.Move(monitor, PathOf(containerPath)));
        }
    }

    /// <summary>Moves a container's process, the first before its program starts, out of the cgroup of the host process, where its runtime has left it there.</summary>
    public void MoveContainer(RuntimeIdentity runtime, string containerPath, ProcessIdentity process)
    {
        if (!runtime.SystemdCgroup)
        {
            Warn(cgroups.MoveStray(process, containerPath));
        }
    }

    /// <summary>Removes the monitors' cgroup when none is left in it.</summary>
    public void Release(RuntimeIdentity runtime, string containerPath)
    {
        if (!runtime.SystemdCgroup)
        {
            cgroups.Remove(PathOf(containerPath));
        }
    }

    private static string PathOf(string containerPath)
    {
        var above = containerPath[..containerPath.LastIndexOf('/')];
        var last = above.LastIndexOf('/');

        // Monitors do not count to what a pod may use.
        return $"{(last >= 0 && above[(last + 1)..].StartsWith(PodPrefix, StringComparison.Ordinal) ? above[..last] : above)}/{Name}";
    }

    private void Warn(string? reason)
    {
        if (reason is not null && Interlocked.Exchange(ref _warned, 1) == 0)
        {
            LogStays(reason);
        }
    }

    [LoggerMessage(EventId = 700, Level = LogLevel.Warning, Message = "Monitors stay in the cgroup of this process: whoever ends all of a service's processes ends containers' logs and exit codes, or the containers. {Reason} Run the service with KillMode=process and Delegate=yes")]
    private partial void LogStays(string reason);
}
