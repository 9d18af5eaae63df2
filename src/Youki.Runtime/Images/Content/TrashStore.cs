using Youki.Runtime.Files;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Content;

/// <summary>
/// What nothing refers to any more. Moving it here takes an instant under the store's lock; deleting it takes as long as it takes, without. Whoever is broken off
/// leaves it to the next.
/// </summary>
internal sealed class TrashStore(StoreDirectory directory, LeaseStore leases, ImageLog log)
{
    private const string HeldPrefix = "held-";

    private static string ThisBoot { get; } = BootId.Current.Replace("-", "", StringComparison.Ordinal);

    private StoreLayout Layout => directory.Layout;

    /// <summary>Moves a blob or layer away. False: it is gone already.</summary>
    public bool Move(string path)
    {
        void Rename() => DurableFile.RenameUnflushed(path, Path.Combine(Layout.TrashDirectory, $"{Guid.NewGuid():N}"));
        try
        {
            try
            {
                Rename();
            }
            catch (IOException exception) when (DiskErrors.IsFull(exception))
            {
                // A directory that has to grow for one more name takes space too.
                Empty(CancellationToken.None);
                Rename();
            }

            return true;
        }
        catch (NativeException exception) when (exception.Number == Errno.ENOENT)
        {
            return false;
        }
        catch (IOException exception)
        {
            throw DiskErrors.From($"move '{path}' away", exception);
        }
    }

    /// <summary>Moves a layer away that is replaced: mounts of running containers may still show it, so it stays as long as containers have this layer, in this boot.</summary>
    public void MoveHeld(Digest diffId) => DurableFile.RenameUnflushed(
        Layout.Layer(diffId), Path.Combine(Layout.TrashDirectory, $"{HeldPrefix}{StoreLayout.NameOf(diffId)}-{ThisBoot}-{Guid.NewGuid():N}"));

    /// <summary>Deletes all that may go.</summary>
    public void Empty(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Layout.TrashDirectory))
        {
            return;
        }

        IReadOnlyList<LeaseRecord>? held = null;
        foreach (var path in Directory.EnumerateFileSystemEntries(Layout.TrashDirectory))
        {
            var name = Path.GetFileName(path);
            if (name.StartsWith(HeldPrefix, StringComparison.Ordinal) && IsHeld(name, held ??= leases.ReadAll(sweep: false)))
            {
                continue;
            }

            try
            {
                FileTree.Delete(path, cancellationToken);
            }
            catch (IOException exception)
            {
                log.NotDeleted(path, exception);
            }
        }
    }

    /// <summary>How much waits to be deleted, and how much of it running containers may still use.</summary>
    public StorageShare Measure(CancellationToken cancellationToken)
    {
        IReadOnlyList<LeaseRecord>? held = null;
        var share = default(StorageShare);
        foreach (var path in Directory.Exists(Layout.TrashDirectory) ? Directory.EnumerateFileSystemEntries(Layout.TrashDirectory) : [])
        {
            var name = Path.GetFileName(path);
            var bytes = TreeSize.Of(path, cancellationToken);
            var isActive = name.StartsWith(HeldPrefix, StringComparison.Ordinal) && IsHeld(name, held ??= leases.ReadAll(sweep: false));
            share = new StorageShare(share.Count + 1, share.Active + (isActive ? 1 : 0), share.Bytes + bytes, share.ReclaimableBytes + (isActive ? 0 : bytes));
        }

        return share;
    }

    private static bool IsHeld(string name, IReadOnlyList<LeaseRecord> leases)
    {
        var parts = name.Split('-');
        return parts.Length == 5
            && parts[3] == ThisBoot
            && StoreLayout.DigestOf($"{parts[1]}-{parts[2]}") is { } diffId
            && leases.Any(lease => lease.Container is not null && lease.Layers.Contains(diffId));
    }
}
