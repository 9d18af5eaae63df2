using System.Text.Json;
using Youki.Runtime.Files;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Content;

/// <summary>The leases on disk. Every change is made under the store's lock, so that a collection sees all of them or runs before them; only a release needs none.</summary>
internal sealed class LeaseStore(StoreDirectory directory, StoreLocks locks, TimeProvider time, ImageLog log)
{
    // A container's bundle may be made after its image is kept. Nobody takes so long for it.
    private static readonly TimeSpan BundleGrace = TimeSpan.FromHours(1);

    private static readonly ProcessIdentity Self = ProcessIdentity.Find(Environment.ProcessId) ?? default;

    /// <summary>A lease of this process that holds nothing yet.</summary>
    public ProcessLease Open() => new(this, Path.Combine(directory.Layout.LeaseDirectory, LeaseFile.ForProcess(Environment.ProcessId)));

    public Task<StoreLock> LockAsync(CancellationToken cancellationToken) => locks.AcquireStoreAsync(cancellationToken);

    /// <summary>Keeps an image for a container, and only this one. The caller holds the store's lock.</summary>
    public void Keep(ContainerImage image, ContainerId container, string bundlePath)
    {
        var name = LeaseFile.ForContainer(container, bundlePath, image.Digest);
        Write(Path.Combine(directory.Layout.LeaseDirectory, name), New() with
        {
            Container = container,
            BundlePath = bundlePath,
            Manifests = [image.Digest],
            Blobs = [image.Id],
            Layers = image.Layers,
            Image = image,
        });
        foreach (var other in FilesOf(container, bundlePath).Where(file => Path.GetFileName(file) != name))
        {
            File.Delete(other);
        }
    }

    /// <summary>Lets go what is kept for a container.</summary>
    /// <returns>The manifests that were kept.</returns>
    public IReadOnlyList<Digest> Release(ContainerId container, string bundlePath)
    {
        var released = new List<Digest>();
        foreach (var file in FilesOf(container, bundlePath))
        {
            if (LeaseFile.ManifestOf(Path.GetFileName(file)) is { } manifest)
            {
                released.Add(manifest);
            }

            DiskErrors.Wrap($"remove '{file}'", () => File.Delete(file));
        }

        return released;
    }

    /// <summary>What is kept for a container; null where nothing is.</summary>
    public bool IsKept(ContainerId container, string bundlePath, Digest manifest) =>
        File.Exists(Path.Combine(directory.Layout.LeaseDirectory, LeaseFile.ForContainer(container, bundlePath, manifest)));

    /// <summary>The leases that hold; what nobody holds any more is removed where the caller holds the store's lock.</summary>
    public IReadOnlyList<LeaseRecord> ReadAll(bool sweep)
    {
        var leases = new List<LeaseRecord>();
        foreach (var file in Directory.Exists(directory.Layout.LeaseDirectory) ? Directory.GetFiles(directory.Layout.LeaseDirectory) : [])
        {
            if (Read(file) is { } lease)
            {
                leases.Add(lease);
            }
            else if (sweep)
            {
                File.Delete(file);
            }
        }

        return leases;
    }

    internal LeaseRecord New() => new()
    {
        SchemaVersion = LeaseRecord.CurrentSchemaVersion,
        Pid = Environment.ProcessId,
        StartTime = Self.StartTime,
        BootId = BootId.Current,
        CreatedAt = time.GetUtcNow(),
        Manifests = [],
        Blobs = [],
        Layers = [],
    };

    internal static void Write(string path, LeaseRecord lease) => AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(lease, ContentJson.Default.LeaseRecord));

    private string[] FilesOf(ContainerId container, string bundlePath) => Directory.Exists(directory.Layout.LeaseDirectory)
        ? [.. Directory.EnumerateFiles(directory.Layout.LeaseDirectory, LeaseFile.ContainerKey(container, bundlePath) + "*").Where(file => AtomicFile.FinalName(file) == file)]
        : [];

    private LeaseRecord? Read(string file)
    {
        if (AtomicFile.FinalName(file) != file)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), ContentJson.Default.LeaseRecord) is { } lease && Holds(lease) ? lease : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (JsonException exception)
        {
            // A file is replaced as a whole, so this one was lost with another boot, and the process with it.
            log.LeaseDamaged(file, exception.Message);
            return LeaseFile.ManifestOf(Path.GetFileName(file)) is { } manifest ? New() with { Manifests = [manifest] } : null;
        }
    }

    private bool Holds(LeaseRecord lease)
    {
        var isAlive = lease.BootId == BootId.Current && new ProcessIdentity(lease.Pid, lease.StartTime).IsAlive();
        return lease.BundlePath is null ? isAlive : Directory.Exists(lease.BundlePath) || (isAlive && time.GetUtcNow() - lease.CreatedAt < BundleGrace);
    }
}
