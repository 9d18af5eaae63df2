using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Native;
using Youki.Runtime.Node;

namespace Youki.Runtime.Lifecycle;

/// <summary>
/// What the node has and what its containers reserve of it: computed from their records each time, so a crash can neither lose nor double anything. Where over-commitment is
/// refused, one container at a time is let in, under a lock on the directory of locks, which holds over processes and goes with the one that holds it.
/// </summary>
internal sealed class NodeCapacity(LifecycleServices services, LimitSupport support)
{
    private const string Advice = "Ask for less, remove a container, or allow over-commitment with YoukiRuntimeOptions.AllowOverCommit.";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>What this host's kernel can limit.</summary>
    public LimitSupport Support => support;

    public NodeResources Measure()
    {
        var records = Counted(except: null);
        var reserved = records.Select(record => NodeReservation.Of(record.Config)).ToList();
        return new NodeResources
        {
            CpuCores = LimitText.Numbers(NodeHardware.Processors)?.Count ?? Environment.ProcessorCount,
            CpuCoresRequested = reserved.Sum(one => one.CpuCores ?? 0),
            MemoryBytes = NodeHardware.MemoryBytes,
            MemoryBytesRequested = reserved.Sum(one => one.MemoryBytes ?? 0),
            MemoryBytesAvailable = NodeHardware.AvailableMemoryBytes,
            DiskBytes = FileSystemSpace.SizeOf(services.Store.BundleDirectory),
            DiskBytesRequested = reserved.Sum(one => one.DiskBytes ?? 0),
            DiskBytesAvailable = FileSystemSpace.Of(services.Store.BundleDirectory)?.Bytes ?? 0,
            Containers = reserved.Count,
            ContainersWithoutLimits = reserved.Count(one => one.CpuCores is null || one.MemoryBytes is null),
        };
    }

    /// <summary>Lets a container in. Its record must be on disk before what is returned is disposed of: then the next one counts it.</summary>
    /// <exception cref="NodeCapacityException">Over-commitment is refused, and it asks for more than others have left.</exception>
    public async Task<IDisposable?> AdmitAsync(ContainerRecord container, CancellationToken cancellationToken)
    {
        if (services.Options.AllowOverCommit)
        {
            return null;
        }

        var held = await LockAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var others = Counted(container.Id).Select(record => NodeReservation.Of(record.Config)).ToList();
            var wanted = NodeReservation.Of(container.Config);
            CapacityShortage[] shortages =
            [
                .. Shortage("cpu", wanted.CpuCores, others.Sum(one => one.CpuCores ?? 0), LimitText.Numbers(NodeHardware.Processors)?.Count ?? Environment.ProcessorCount),
                .. Shortage("memory", wanted.MemoryBytes, others.Sum(one => one.MemoryBytes ?? 0), NodeHardware.MemoryBytes),
                .. Shortage("disk", wanted.DiskBytes, others.Sum(one => one.DiskBytes ?? 0), FileSystemSpace.SizeOf(services.Store.BundleDirectory)),
            ];
            return shortages.Length == 0 ? held : throw new NodeCapacityException(container.Id, shortages, Advice);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static IEnumerable<CapacityShortage> Shortage(string resource, double? wanted, double reserved, double total) =>
        wanted is { } amount && amount + reserved > total ? [new(resource, amount, Math.Max(0, total - reserved), total)] : [];

    private List<ContainerRecord> Counted(ContainerId? except) =>
        [.. services.Store.ReadAll().Select(one => one.Record).OfType<ContainerRecord>().Where(record => record.Id != except && record.Phase != ContainerPhase.Removing)];

    private async Task<SafeFileHandle> LockAsync(CancellationToken cancellationToken)
    {
        var directory = Descriptor.OpenFile(BundleLayout.LockDirectory(services.Store.BundleDirectory), OpenFlags.ReadOnly | OpenFlags.Directory);
        try
        {
            var started = services.Time.GetTimestamp();
            while (!FileLock.TryLock(directory))
            {
                if (services.Time.GetElapsedTime(started) >= services.Options.LockTimeout)
                {
                    throw new OperationTimeoutException("another container to be let in on this node", services.Options.LockTimeout, "Look for a process that hangs in the making of a container.");
                }

                await Task.Delay(Pause, services.Time, cancellationToken).ConfigureAwait(false);
            }

            return directory;
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }
}
