using System.Globalization;
using Youki.Runtime.Bundles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision;

/// <summary>
/// Keeps a monitor from reading its container's output, by stopping it: a process that writes more than its pipe holds waits then, and nothing is lost. A file
/// tells of it first, so that whoever comes after a crash lets the monitor go on. While it is stopped it sees no end of its container either.
/// </summary>
internal sealed class MonitorBlock(ContainerStore store)
{
    /// <summary>Whether the container's monitor is kept from reading.</summary>
    public bool IsOn(ContainerId id) => FileMetadata.TryOf(store.Layout(id).Log.BlockFile) is not null;

    /// <summary>Stops the monitor of a container that lives.</summary>
    /// <returns>False: there is nothing to stop.</returns>
    public bool TryBegin(ContainerRecord container)
    {
        if (MonitorOf(container) is not { } monitor || !IsAlive(container))
        {
            return false;
        }

        using var handle = monitor.TryOpen();
        if (handle is null)
        {
            return false;
        }

        File.WriteAllText(store.Layout(container.Id).Log.BlockFile, string.Create(CultureInfo.InvariantCulture, $"{monitor.Pid} {monitor.StartTime}\n"));
        return PidFd.TrySignal(handle, Signal.Parse("STOP").Number);
    }

    /// <summary>Lets the monitor go on, where it was kept from reading.</summary>
    /// <returns>Whether it was.</returns>
    public bool End(ContainerRecord container)
    {
        if (!IsOn(container.Id))
        {
            return false;
        }

        MonitorOf(container)?.TrySignal(Signal.Parse("CONT"));
        File.Delete(store.Layout(container.Id).Log.BlockFile);
        return true;
    }

    /// <summary>Whether the container's first process lives.</summary>
    public bool IsAlive(ContainerRecord container) => store.TryReadRun(container) is { } run && run.BootId == BootId.Current && new ProcessIdentity(run.Pid, run.PidStartTime).IsAlive();

    /// <summary>The living monitor of the container's run; null where nobody writes.</summary>
    public ProcessIdentity? MonitorOf(ContainerRecord container) =>
        store.TryReadRun(container) is { MonitorPid: { } pid, MonitorStartTime: { } start } run && run.BootId == BootId.Current && new ProcessIdentity(pid, start) is var monitor
        && monitor.IsAlive()
            ? monitor
            : null;
}
