using Youki.Runtime.Bundles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Lifecycle;

/// <summary>
/// Pauses a running container while its files are read. Who needs that is written down before the pause: where that process dies, the node's recovery and
/// the next commit let the container go on. A stop does at any time. A pause of the container's user lies above this: neither undoes the other.
/// </summary>
internal sealed class Freezer(LifecycleServices services, RunFreezer runs)
{
    private static readonly ProcessIdentity Self = ProcessIdentity.Find(Environment.ProcessId) ?? default;

    /// <summary>Pauses the container until the answer is disposed. The caller holds its lock.</summary>
    /// <returns>Null: it does not run.</returns>
    public async Task<IAsyncDisposable?> FreezeAsync(ContainerRecord container, CancellationToken cancellationToken)
    {
        var observed = await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        if (observed.State is not (ContainerState.Running or ContainerState.Paused))
        {
            return null;
        }

        var known = Read(container);
        var own = new FreezeHolder(Guid.NewGuid().ToString("N"), Environment.ProcessId, Self.StartTime, BootId.Current);
        Write(container, [.. Living(known), own], byUser: observed.State == ContainerState.Paused && known is null or { ByUser: true });
        if (observed.State == ContainerState.Running)
        {
            try
            {
                await runs.FreezeAsync(container).ConfigureAwait(false);
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
        if (Read(container) is { } record && !Living(record).Any())
        {
            services.Log.Thawing(container.Id);
            await LeaveAsync(container, null).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the pause of a container that is paused its user's as well; false where it is already. The caller holds its lock.</summary>
    public bool TryClaim(ContainerRecord container)
    {
        if (Read(container) is not { ByUser: not true } record)
        {
            return false;
        }

        Leave(container, [.. Living(record)], byUser: true);
        return true;
    }

    /// <summary>Lets a paused container go on as its user wishes: at once, or after what it is frozen for. The caller holds its lock.</summary>
    /// <returns>False: it is frozen only for that.</returns>
    public async Task<bool> TryResumeAsync(ContainerRecord container)
    {
        var record = Read(container);
        if (Living(record).ToList() is { Count: > 0 } holders)
        {
            Write(container, holders, byUser: false);
            return record!.ByUser == true;
        }

        await runs.ThawAsync(container).ConfigureAwait(false);
        File.Delete(Path(container));
        return true;
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
        var record = Read(container);
        var others = Living(record).Where(holder => holder != own).ToList();
        if (others.Count == 0 && record?.ByUser != true)
        {
            // The record goes last: as long as it is there, whoever comes next tries again.
            var observed = await services.Observer.ObserveAsync(container, CancellationToken.None).ConfigureAwait(false);
            if (observed.State == ContainerState.Paused)
            {
                await runs.ThawAsync(container).ConfigureAwait(false);
            }
        }

        Leave(container, others, record?.ByUser == true);
    }

    /// <summary>A pause that is the user's alone needs no record.</summary>
    private void Leave(ContainerRecord container, List<FreezeHolder> others, bool byUser)
    {
        if (others.Count > 0)
        {
            Write(container, others, byUser);
        }
        else
        {
            File.Delete(Path(container));
        }
    }

    private string Path(ContainerRecord container) => services.Store.Layout(container.Id).Run(container.Run).FreezeFile;

    private FreezeRecord? Read(ContainerRecord container)
    {
        var path = Path(container);
        return RecordFile.Read(path, BundleJson.Default.FreezeRecord) is { } record
            ? RecordFile.CheckSchema(record, record.SchemaVersion, ContainerRecord.CurrentSchemaVersion, path)
            : null;
    }

    private void Write(ContainerRecord container, IReadOnlyList<FreezeHolder> holders, bool byUser) => RecordFile.Write(
        Path(container),
        new FreezeRecord { SchemaVersion = ContainerRecord.CurrentSchemaVersion, Holders = holders, ByUser = byUser ? true : null },
        BundleJson.Default.FreezeRecord);

    private static IEnumerable<FreezeHolder> Living(FreezeRecord? record) => (record?.Holders ?? []).Where(IsAlive);

    private static bool IsAlive(FreezeHolder holder) => holder.BootId == BootId.Current && new ProcessIdentity(holder.Pid, holder.StartTime).IsAlive();

    private sealed class Freeze(Freezer freezer, ContainerRecord container, FreezeHolder own) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await freezer.ThawAsync(container, own).ConfigureAwait(false);
    }
}
