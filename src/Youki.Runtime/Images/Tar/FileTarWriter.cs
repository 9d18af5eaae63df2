using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Tar;

/// <summary>
/// Writes files to a tar with all they have: numeric owners, modes, times to the nanosecond, extended attributes, hard links among them. Everything is
/// read through descriptors; what vanishes meanwhile is left out, and of what shrinks the rest is zeros.
/// </summary>
internal sealed class FileTarWriter(TarWriter tar)
{
    private readonly Dictionary<(ulong Device, ulong Inode), byte[]> _links = [];

    /// <summary>How many entries were written.</summary>
    public int Count { get; private set; }

    /// <summary>Writes one file; of a directory, only itself. Sockets are left out: they mean nothing without the process that listens.</summary>
    /// <param name="directory">The directory it is in.</param>
    /// <param name="name">Its name there, ended by NUL.</param>
    /// <param name="path">Its path in the tar, without a slash behind it.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async ValueTask WriteAsync(SafeFileHandle directory, byte[] name, byte[] path, CancellationToken cancellationToken)
    {
        if (FileMetadata.TryOf(directory, name, out var error) is not { } status)
        {
            ThrowUnlessGone(error, path);
            return;
        }

        if (status.Kind == FileKind.Socket)
        {
            return;
        }

        if (status.Kind != FileKind.Directory && status.Links > 1)
        {
            if (_links.TryGetValue((status.Device, status.Inode), out var first))
            {
                await BeginAsync(new TarItem { Kind = TarKind.HardLink, Name = path, LinkName = first, Permissions = status.Permissions, Uid = status.Uid, Gid = status.Gid, Modified = status.Modified }, cancellationToken).ConfigureAwait(false);
                return;
            }

            _links.Add((status.Device, status.Inode), path);
        }

        await WriteNodeAsync(directory, name, path, status, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask WriteNodeAsync(SafeFileHandle directory, byte[] name, byte[] path, FileStatus status, CancellationToken cancellationToken)
    {
        var flags = status.Kind == FileKind.Regular ? OpenFlags.ReadOnly | OpenFlags.NonBlocking : OpenFlags.PathOnly;
        using var node = Descriptor.TryOpenAt(directory, name, flags | OpenFlags.NoFollow, ResolveFlags.NoMountCrossing | ResolveFlags.NoLinks, out var error);

        // Where something is mounted, only the mount point belongs to the tree. A link cannot be opened without following it on all kernels, hence ELOOP.
        if (node is null && error is not (Errno.EXDEV or Errno.ELOOP))
        {
            ThrowUnlessGone(error, path);
            return;
        }

        var item = Describe(directory, name, path, status) with { Attributes = node is null ? null : ReadAttributes(node) };
        if (status.Kind != FileKind.Regular || node is null)
        {
            await BeginAsync(item, cancellationToken).ConfigureAwait(false);
            return;
        }

        var opened = FileMetadata.Of(node);
        if (opened.Kind == FileKind.Regular)
        {
            await WriteRegularAsync(item, node, opened.Size, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask WriteRegularAsync(TarItem item, SafeFileHandle file, long size, CancellationToken cancellationToken)
    {
        if (SparseFileMap.TryOf(file, size) is not { } map)
        {
            await BeginAsync(item with { Size = size }, cancellationToken).ConfigureAwait(false);
            await WriteContentAsync(file, 0, size, cancellationToken).ConfigureAwait(false);
            return;
        }

        await BeginAsync(item with { Size = map.Size, SparseSize = size }, cancellationToken).ConfigureAwait(false);
        await tar.WriteAsync(map.Header, cancellationToken).ConfigureAwait(false);
        foreach (var (start, length) in map.Parts)
        {
            await WriteContentAsync(file, start, length, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask WriteContentAsync(SafeFileHandle file, long start, long length, CancellationToken cancellationToken)
    {
        var content = new SliceStream(file, start, length);
        await using (content.ConfigureAwait(false))
        {
            await tar.WriteAsync(content, length, cancellationToken).ConfigureAwait(false);
        }
    }

    private ValueTask BeginAsync(TarItem item, CancellationToken cancellationToken)
    {
        Count++;
        return tar.BeginAsync(item, cancellationToken);
    }

    private static TarItem Describe(SafeFileHandle directory, byte[] name, byte[] path, FileStatus status) => new()
    {
        Kind = KindOf(status.Kind),
        Name = status.Kind == FileKind.Directory ? [.. path, (byte)'/'] : path,
        LinkName = status.Kind == FileKind.SymbolicLink ? Entries.ReadSymbolicLink(directory, name)[..^1] : null,
        Permissions = status.Permissions,
        Uid = status.Uid,
        Gid = status.Gid,
        Modified = status.Modified,
        Device = status.SpecialDevice,
    };

    private static TarKind KindOf(FileKind kind) => kind switch
    {
        FileKind.Directory => TarKind.Directory,
        FileKind.SymbolicLink => TarKind.SymbolicLink,
        FileKind.CharacterDevice => TarKind.CharacterDevice,
        FileKind.BlockDevice => TarKind.BlockDevice,
        FileKind.Fifo => TarKind.Fifo,
        _ => TarKind.Regular,
    };

    // What overlayfs notes for itself means nothing elsewhere, and a label of SELinux belongs to the host's policy.
    private static List<(byte[], byte[])>? ReadAttributes(SafeFileHandle node)
    {
        List<(byte[], byte[])>? attributes = null;
        foreach (var name in ExtendedAttributes.List(node))
        {
            if (!name.AsSpan().StartsWith("trusted.overlay."u8) && !name.AsSpan().StartsWith("user.overlay."u8) && !name.AsSpan().SequenceEqual("security.selinux\0"u8) && ExtendedAttributes.Get(node, name) is { } value)
            {
                (attributes ??= []).Add((name[..^1], value));
            }
        }

        attributes?.Sort((one, other) => one.Item1.AsSpan().SequenceCompareTo(other.Item1));
        return attributes;
    }

    private static void ThrowUnlessGone(int error, byte[] path)
    {
        if (error != Errno.ENOENT)
        {
            throw new NativeException("read", RawName.ToText(path), error);
        }
    }
}
