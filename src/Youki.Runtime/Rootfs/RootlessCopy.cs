using System.Text;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Layers.Extraction;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;
using Youki.Runtime.Rootless;

namespace Youki.Runtime.Rootfs;

/// <summary>
/// Copies layers for a container of an ordinary user. What is root's in the image is the user's on the host, and is copied at once, by reflinks where the file
/// system has them; all else goes, as a tar, to a process that may give files to the user's subordinate ids.
/// </summary>
/// <param name="mappings">The container's ids.</param>
/// <param name="target">The empty directory.</param>
/// <param name="tar">Takes what is not the user's. Null: there is nobody who could, and it is refused.</param>
/// <param name="image">The image, for messages.</param>
internal sealed class RootlessCopy(IdMappings mappings, SafeFileHandle target, TarWriter? tar, string image) : IDisposable
{
    private const int OwnerOnly = 0x1C0; // 0700
    private const int OwnerReadWrite = 0x180; // 0600

    private readonly HardLinkStage _links = new() { Root = target };
    private readonly Dictionary<(ulong Device, ulong Inode), byte[]> _written = [];

    /// <summary>Device nodes that were left out: ordinary users may make none.</summary>
    public int SkippedDevices { get; private set; }

    public async Task RunAsync(LayeredDirectory root, CancellationToken cancellationToken)
    {
        using var directory = Descriptor.Reopen(target, OpenFlags.ReadOnly | OpenFlags.Directory);
        var written = await CopyEntriesAsync(root, directory, "", cancellationToken).ConfigureAwait(false);
        _links.Remove(Descriptor.RealPath(target), cancellationToken);
        await FinishAsync(root, directory, "", written, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _links.Dispose();

    /// <summary>Copies what is in a directory; whether something of it was written to the tar.</summary>
    private async Task<bool> CopyEntriesAsync(LayeredDirectory source, SafeFileHandle directory, string path, CancellationToken cancellationToken)
    {
        var written = false;
        foreach (var entry in source.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var own = LayerOwners.PathOf(path, entry.Name);
            if (entry.Status.Kind == FileKind.Directory)
            {
                await CopyDirectoryAsync(entry, directory, own, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                written |= await CopyFileAsync(entry, directory, own, cancellationToken).ConfigureAwait(false);
            }
        }

        return written;
    }

    private async Task CopyDirectoryAsync(LayeredEntry entry, SafeFileHandle parent, string path, CancellationToken cancellationToken)
    {
        Check(Entries.TryMakeDirectory(parent, entry.Name, OwnerOnly), path);
        using var source = LayeredDirectory.Open(entry);
        using var directory = Descriptor.OpenAt(parent, entry.Name, OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow, ResolveFlags.NoLinks | ResolveFlags.NoMountCrossing);
        var written = await CopyEntriesAsync(source, directory, path, cancellationToken).ConfigureAwait(false);
        await FinishAsync(source, directory, path, written, cancellationToken).ConfigureAwait(false);
    }

    // Its entries change a directory's times, so it comes after them; whoever makes the last of them gives it its attributes.
    private async Task FinishAsync(LayeredDirectory source, SafeFileHandle directory, string path, bool written, CancellationToken cancellationToken)
    {
        var status = FileMetadata.Of(source.Top);
        var owner = source.Owners.Of(path, status);
        if (written || MustBeGiven(source.Top, owner))
        {
            var item = Describe(TarKind.Directory, $"{path}/", owner, status) with { Attributes = AttributesOf(source.Top) };
            await Tar(owner, path).WriteAsync(item, default, cancellationToken).ConfigureAwait(false);
            return;
        }

        NodeAttributes.Copy(source.Top, status with { Permissions = owner.Permissions }, directory);
    }

    /// <summary>Copies anything but a directory; whether it was written to the tar.</summary>
    private async Task<bool> CopyFileAsync(LayeredEntry entry, SafeFileHandle directory, string path, CancellationToken cancellationToken)
    {
        if (entry.Status.Kind is FileKind.CharacterDevice or FileKind.BlockDevice)
        {
            SkippedDevices++;
            return false;
        }

        if (entry.Status.Kind == FileKind.Socket)
        {
            return false;
        }

        using var source = Descriptor.OpenAt(entry.Directory, entry.Name, OpenFlags.PathOnly | OpenFlags.NoFollow, ResolveFlags.NoMountCrossing);
        var owner = entry.Owners.Of(path, entry.Status);
        if (MustBeGiven(source, owner))
        {
            await WriteAsync(entry, source, owner, path, cancellationToken).ConfigureAwait(false);
            return true;
        }

        if (entry.Status.Links == 1)
        {
            Copy(entry, source, owner, directory, entry.Name, cancellationToken);
            return false;
        }

        var error = _links.TryLink(entry.Status, directory, entry.Name);
        if (error == Errno.ENOENT)
        {
            Copy(entry, source, owner, _links.Directory, _links.Add(entry.Status), cancellationToken);
            error = _links.TryLink(entry.Status, directory, entry.Name);
        }

        Check(error, path);
        return false;
    }

    private static void Copy(LayeredEntry entry, SafeFileHandle source, LayerOwner owner, SafeFileHandle directory, byte[] name, CancellationToken cancellationToken)
    {
        switch (entry.Status.Kind)
        {
            case FileKind.SymbolicLink:
                Check(Entries.TryMakeSymbolicLink(Entries.ReadSymbolicLink(source, RawName.Empty), directory, name), RawName.ToText(name));
                break;
            case FileKind.Fifo:
                Check(Entries.TryMakeNode(directory, name, FileKind.Fifo, OwnerReadWrite, 0), RawName.ToText(name));
                break;
            default:
                CopyContent(entry, source, directory, name, cancellationToken);
                break;
        }

        using var copy = Descriptor.OpenAt(directory, name, OpenFlags.PathOnly | OpenFlags.NoFollow, ResolveFlags.NoMountCrossing);
        NodeAttributes.Copy(source, entry.Status with { Permissions = owner.Permissions }, copy);
    }

    private static void CopyContent(LayeredEntry entry, SafeFileHandle source, SafeFileHandle directory, byte[] name, CancellationToken cancellationToken)
    {
        using var content = Descriptor.Reopen(source, OpenFlags.ReadOnly | OpenFlags.NonBlocking);
        using var copy = Descriptor.OpenAt(
            directory, name, OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoFollow, ResolveFlags.NoMountCrossing | ResolveFlags.NoLinks, OwnerReadWrite);
        FileContent.Copy(content, copy, entry.Status.Size, cancellationToken);
    }

    private async Task WriteAsync(LayeredEntry entry, SafeFileHandle source, LayerOwner owner, string path, CancellationToken cancellationToken)
    {
        var (status, writer) = (entry.Status, Tar(owner, path));
        var item = Describe(KindOf(status.Kind), path, owner, status);
        if (status.Links > 1 && !_written.TryAdd((status.Device, status.Inode), item.Name))
        {
            await writer.BeginAsync(item with { Kind = TarKind.HardLink, LinkName = _written[(status.Device, status.Inode)] }, cancellationToken).ConfigureAwait(false);
            return;
        }

        item = item with
        {
            LinkName = status.Kind == FileKind.SymbolicLink ? Entries.ReadSymbolicLink(source, RawName.Empty)[..^1] : null,
            Attributes = AttributesOf(source),
            Size = status.Kind == FileKind.Regular ? status.Size : 0,
        };
        await writer.BeginAsync(item, cancellationToken).ConfigureAwait(false);
        if (item.Size > 0)
        {
            using var content = Descriptor.Reopen(source, OpenFlags.ReadOnly | OpenFlags.NonBlocking);
            var stream = new SliceStream(content, 0, item.Size);
            await using (stream.ConfigureAwait(false))
            {
                await writer.WriteAsync(stream, item.Size, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Who writes what belongs to somebody.</summary>
    private TarWriter Tar(LayerOwner owner, string path)
    {
        var unknown = mappings.HostUid(owner.Uid) is null ? owner.Uid : mappings.HostGid(owner.Gid) is null ? owner.Gid : (uint?)null;
        return unknown is { } id
            ? throw new SubordinateIdException(
                SubordinateIds.UserFile,
                $"Image '{image}' has '/{RawName.ToText(Encoding.Latin1.GetBytes(path))}' of {owner.Uid}:{owner.Gid}, and this user has no such ids for containers. {UserMappings.Advice(id)}")
            : tar ?? throw new SubordinateIdException(
                SubordinateIds.UserFile,
                $"Image '{image}' has '/{RawName.ToText(Encoding.Latin1.GetBytes(path))}' with capabilities or access lists, which only a user with subordinate ids can give. {UserMappings.Advice(0)}");
    }

    /// <summary>Whether only root of a user namespace can make it as it should be: the owner, capabilities, or access lists, whose ids are the namespace's.</summary>
    private static bool MustBeGiven(SafeFileHandle source, LayerOwner owner) =>
        !owner.IsRoot || ExtendedAttributes.List(source).Any(name => name.AsSpan().SequenceEqual(EntryAttributes.KeptCapability)
            || name.AsSpan().SequenceEqual("security.capability\0"u8) || name.AsSpan().StartsWith("system.posix_acl_"u8));

    private static List<(byte[] Name, byte[] Value)> AttributesOf(SafeFileHandle source)
    {
        var attributes = new List<(byte[] Name, byte[] Value)>();
        foreach (var name in ExtendedAttributes.List(source).Where(name => EntryAttributes.IsTaken(name) || name.AsSpan().SequenceEqual(EntryAttributes.KeptCapability)))
        {
            if (ExtendedAttributes.Get(source, name) is { } value)
            {
                attributes.Add((name.AsSpan().SequenceEqual(EntryAttributes.KeptCapability) ? "security.capability"u8.ToArray() : name[..^1], value));
            }
        }

        return attributes;
    }

    private static TarItem Describe(TarKind kind, string path, LayerOwner owner, FileStatus status) => new()
    {
        Kind = kind,
        Name = Encoding.Latin1.GetBytes($"./{path}"),
        Permissions = owner.Permissions,
        Uid = owner.Uid,
        Gid = owner.Gid,
        Modified = status.Modified,
    };

    private static TarKind KindOf(FileKind kind) => kind switch
    {
        FileKind.SymbolicLink => TarKind.SymbolicLink,
        FileKind.Fifo => TarKind.Fifo,
        _ => TarKind.Regular,
    };

    private static void Check(int error, string path)
    {
        if (error != 0)
        {
            throw new NativeException("copy", path, error);
        }
    }
}
