using System.Text.Json;
using Youki.Runtime.Files;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Content;

/// <summary>
/// What is not complete yet. Whoever holds the lock of a blob or layer owns its ingest; where nobody holds it, the next one resumes a blob from what is there,
/// and a layer is begun anew. What was written before another boot may not have reached the disk, and is never resumed.
/// </summary>
internal sealed class IngestStore(StoreDirectory directory, StoreLocks locks, TimeProvider time, ImageLog log)
{
    private const string OwnerSuffix = ".owner";
    private const string BlobPrefix = "blob-";
    private const string LayerPrefix = "layer-";

    // A temporary file of a document lives for milliseconds.
    private static readonly TimeSpan TemporaryAge = TimeSpan.FromHours(1);

    private static readonly ProcessIdentity Self = ProcessIdentity.Find(Environment.ProcessId) ?? default;

    private StoreLayout Layout => directory.Layout;

    /// <summary>Begins to bring in a blob, or goes on with it. The caller holds the blob's lock.</summary>
    /// <returns>The bytes of it that are there already.</returns>
    public long Begin(Digest blob, long size)
    {
        directory.Ensure();
        var file = Layout.IngestBlob(blob);
        var there = FileMetadata.TryOf(file) is { Kind: FileKind.Regular } status && ReadOwner(file)?.BootId == BootId.Current && status.Size <= size ? status.Size : 0;
        if (there == 0)
        {
            Discard(blob);
        }

        var owner = new IngestRecord { Pid = Environment.ProcessId, StartTime = Self.StartTime, BootId = BootId.Current, StartedAt = time.GetUtcNow() };
        AtomicFile.Write(file + OwnerSuffix, JsonSerializer.SerializeToUtf8Bytes(owner, ContentJson.Default.IngestRecord));
        return there;
    }

    /// <summary>Forgets what is there of a blob. The caller holds the blob's lock.</summary>
    public void Discard(Digest blob)
    {
        File.Delete(Layout.IngestBlob(blob));
        File.Delete(Layout.IngestBlob(blob) + OwnerSuffix);
    }

    /// <summary>Forgets whose a blob was that has been published.</summary>
    public void Complete(Digest blob) => File.Delete(Layout.IngestBlob(blob) + OwnerSuffix);

    /// <summary>An empty directory to unpack a layer in. The caller holds the layer's lock.</summary>
    public string BeginLayer(Digest diffId)
    {
        directory.Ensure();
        var path = Layout.IngestLayer(diffId);
        FileTree.Delete(path, CancellationToken.None);
        PrivateDirectory.Create(path);
        return path;
    }

    public void DiscardLayer(Digest diffId) => FileTree.Delete(Layout.IngestLayer(diffId), CancellationToken.None);

    /// <summary>Deletes what nobody works on and what is older than some age, or of another boot.</summary>
    /// <returns>The bytes that were given back.</returns>
    public long Sweep(TimeSpan olderThan)
    {
        var bytes = 0L;
        foreach (var path in Entries())
        {
            try
            {
                bytes += TrySweep(path, olderThan);
            }
            catch (Exception exception) when (exception is IOException or HostResourceException)
            {
                log.NotDeleted(path, exception);
            }
        }

        return bytes;
    }

    /// <summary>How much there is, and how much of it somebody works on.</summary>
    public StorageShare Measure(CancellationToken cancellationToken)
    {
        var share = default(StorageShare);
        foreach (var path in Entries().Where(path => !path.EndsWith(OwnerSuffix, StringComparison.Ordinal)))
        {
            var bytes = TreeSize.Of(path, cancellationToken);
            var lockName = LockNameOf(Path.GetFileName(path));
            using var free = lockName is null ? null : locks.TryAcquire(lockName);
            var isActive = lockName is not null && free is null;
            share = new StorageShare(share.Count + 1, share.Active + (isActive ? 1 : 0), share.Bytes + bytes, share.ReclaimableBytes + (isActive ? 0 : bytes));
        }

        return share;
    }

    private long TrySweep(string path, TimeSpan olderThan)
    {
        var name = Path.GetFileName(path);
        var lockName = LockNameOf(name);
        using var free = lockName is null ? null : locks.TryAcquire(lockName);
        if ((lockName is not null && free is null) || FileMetadata.TryOf(path) is not { } status)
        {
            return 0;
        }

        if (name.EndsWith(OwnerSuffix, StringComparison.Ordinal))
        {
            // It goes with its blob; where that was never begun, at once.
            if (!File.Exists(path[..^OwnerSuffix.Length]))
            {
                File.Delete(path);
            }

            return 0;
        }

        var age = time.GetUtcNow() - status.Modified.ToDateTimeOffset();
        var mayGo = lockName is null ? age > TemporaryAge : age >= olderThan || IsOfAnotherBoot(name, path);
        if (!mayGo)
        {
            return 0;
        }

        var bytes = TreeSize.Of(path, CancellationToken.None);
        FileTree.Delete(path, CancellationToken.None);
        if (name.StartsWith(BlobPrefix, StringComparison.Ordinal))
        {
            File.Delete(path + OwnerSuffix);
        }

        log.Swept(path);
        return bytes;
    }

    // A layer is never gone on with, so one that nobody works on is of no use in the same boot either; but its blob may just be unpacked again.
    private static bool IsOfAnotherBoot(string name, string path) => name.StartsWith(LayerPrefix, StringComparison.Ordinal) || ReadOwner(path)?.BootId != BootId.Current;

    private static string? LockNameOf(string name) =>
        name.StartsWith(BlobPrefix, StringComparison.Ordinal) && StoreLayout.DigestOf(name[BlobPrefix.Length..].Replace(OwnerSuffix, "", StringComparison.Ordinal)) is { } blob
            ? StoreLayout.BlobLockName(blob)
        : name.StartsWith(LayerPrefix, StringComparison.Ordinal) && StoreLayout.DigestOf(name.AsSpan(LayerPrefix.Length)) is { } layer ? StoreLayout.LayerLockName(layer)
        : null;

    private static IngestRecord? ReadOwner(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file + OwnerSuffix), ContentJson.Default.IngestRecord);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    private string[] Entries() => Directory.Exists(Layout.IngestDirectory) ? Directory.GetFileSystemEntries(Layout.IngestDirectory) : [];
}
