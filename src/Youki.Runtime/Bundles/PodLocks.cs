using Youki.Runtime.Files;

namespace Youki.Runtime.Bundles;

/// <summary>One writer for each pod, across threads and processes, by the same means as containers have.</summary>
internal sealed class PodLocks(string bundleDirectory, TimeProvider time)
{
    private readonly string _directory = PodLayout.PodsDirectory(bundleDirectory);
    private readonly ContainerLocks _locks = new(PodLayout.PodsDirectory(bundleDirectory), time);

    /// <exception cref="PodBusyException">Somebody else held it for longer than the limit.</exception>
    public async Task<ContainerLock> AcquireAsync(PodId id, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            PrivateDirectory.Create(BundleLayout.LockDirectory(_directory));
            return await _locks.AcquireAsync(ContainerId.Parse(id.Value), limit, cancellationToken).ConfigureAwait(false);
        }
        catch (ContainerBusyException exception)
        {
            throw new PodBusyException(id, limit, exception);
        }
    }

    /// <summary>Takes the lock where nobody holds it; null where somebody does.</summary>
    public Task<ContainerLock?> TryAcquireAsync(PodId id, CancellationToken cancellationToken) => _locks.TryAcquireAsync(ContainerId.Parse(id.Value), cancellationToken);

    /// <summary>Pods of which a lock is left, but nothing else.</summary>
    public IReadOnlyList<PodId> Strays() => Directory.Exists(BundleLayout.LockDirectory(_directory))
        ? [.. BundleLayout.Locks(_directory).Where(id => !Directory.Exists(Path.Combine(_directory, id.Value))).Select(id => PodId.Parse(id.Value))]
        : [];
}
