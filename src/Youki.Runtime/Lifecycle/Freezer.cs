using Youki.Runtime.Bundles;
using Youki.Runtime.Cli;
using Youki.Runtime.Native;

namespace Youki.Runtime.Lifecycle;

/// <summary>
/// Pauses a running container while its files are read. Who needs that is written down before the pause: where that process dies, the node's recovery and
/// the next commit let the container go on. A stop does at any time.
/// </summary>
internal sealed class Freezer(LifecycleServices services, OciClients clients)
{
    private static readonly ProcessIdentity Self = ProcessIdentity.Find(Environment.ProcessId) ?? default;

    /// <summary>Pauses the container until the answer is disposed. The caller holds its lock.</summary>
    /// <returns>Null: it does not run, or its user has paused it; it stays so.</returns>
    public async Task<IAsyncDisposable?> FreezeAsync(ContainerRecord container, CancellationToken cancellationToken)
    {
        var observed = await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        var holders = Read(container);
        if (observed.State != ContainerState.Running && !(observed.State == ContainerState.Paused && holders is not null))
        {
            return null;
        }

        var own = new FreezeHolder(Guid.NewGuid().ToString("N"), Environment.ProcessId, Self.StartTime, BootId.Current);
        Write(container, [.. (holders ?? []).Where(IsAlive), own]);
        if (observed.State == ContainerState.Running)
        {
            try
            {
                await clients.For(container.Runtime).PauseAsync(container.Id, CancellationToken.None).ConfigureAwait(false);
            }
            catch
            {
                await LeaveAsync(container, own).ConfigureAwait(false);
                throw;
            }
        }

        return new Freeze(this, container, own);
    }

    /// <summary>Lets a container go on whose pause was left behind by a process that died. The caller holds its lock.</summary>
    public async Task RecoverAsync(ContainerRecord container)
    {
        if (Read(container) is { } holders && !holders.Any(IsAlive))
        {
            services.Log.Thawing(container.Id);
            await LeaveAsync(container, null).ConfigureAwait(false);
        }
    }

    private async Task ThawAsync(ContainerRecord container, FreezeHolder own)
    {
        using var held = await TryLockAsync(container.Id).ConfigureAwait(false);
        if (services.Store.TryRead(container.Id) is { } current && current.Run == container.Run)
        {
            await LeaveAsync(current, own).ConfigureAwait(false);
        }
    }

    /// <summary>The container's lock; null where somebody keeps it. To leave a container paused would be worse than to let it go on without.</summary>
    private async Task<ContainerLock?> TryLockAsync(ContainerId id)
    {
        try
        {
            return await services.LockAsync(id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ContainerBusyException)
        {
            return null;
        }
    }

    private async Task LeaveAsync(ContainerRecord container, FreezeHolder? own)
    {
        var others = (Read(container) ?? []).Where(holder => holder != own && IsAlive(holder)).ToList();
        if (others.Count > 0)
        {
            Write(container, others);
            return;
        }

        // The record goes last: as long as it is there, whoever comes next tries again.
        var observed = await services.Observer.ObserveAsync(container, CancellationToken.None).ConfigureAwait(false);
        if (observed.State == ContainerState.Paused)
        {
            await clients.For(container.Runtime).ResumeAsync(container.Id, CancellationToken.None).ConfigureAwait(false);
        }

        File.Delete(Path(container));
    }

    private string Path(ContainerRecord container) => services.Store.Layout(container.Id).Run(container.Run).FreezeFile;

    private IReadOnlyList<FreezeHolder>? Read(ContainerRecord container)
    {
        var path = Path(container);
        return RecordFile.Read(path, BundleJson.Default.FreezeRecord) is { } record
            ? RecordFile.CheckSchema(record, record.SchemaVersion, ContainerRecord.CurrentSchemaVersion, path).Holders
            : null;
    }

    private void Write(ContainerRecord container, IReadOnlyList<FreezeHolder> holders) => RecordFile.Write(
        Path(container), new FreezeRecord { SchemaVersion = ContainerRecord.CurrentSchemaVersion, Holders = holders }, BundleJson.Default.FreezeRecord);

    private static bool IsAlive(FreezeHolder holder) => holder.BootId == BootId.Current && new ProcessIdentity(holder.Pid, holder.StartTime).IsAlive();

    private sealed class Freeze(Freezer freezer, ContainerRecord container, FreezeHolder own) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await freezer.ThawAsync(container, own).ConfigureAwait(false);
    }
}
