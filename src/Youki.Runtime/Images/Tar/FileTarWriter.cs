using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Tar;

/// <summary>
/// Writes files to a tar with all they have: numeric owners, modes, times to the nanosecond, extended attributes, hard links among them. Everything is
/// read through descriptors that name a file without opening it, so that a device that was put in its place notices nothing; what vanishes meanwhile is left
/// out, and of what shrinks the rest is zeros.
/// </summary>
/// <param name="tar">The tar.</param>
/// <param name="boundary">Whether other mounts are part of the tree.</param>
internal sealed class FileTarWriter(TarWriter tar, ResolveFlags boundary = ResolveFlags.NoMountCrossing)
{
    private readonly Dictionary<(ulong Device, ulong Inode), byte[]> _links = [];

    /// <summary>Whether other mounts are part of what is written.</summary>
    public ResolveFlags Boundary => boundary;

    /// <summary>Is told of each entry before it is written, and may refuse it by an exception. Null: nobody is.</summary>
    public Action<TarItem>? Beginning { get; init; }

    /// <summary>Which ids of the host own the files, of those that the tar is to name: a container's. Null: they are the same.</summary>
    public IdMappings? Mappings { get; init; }

    /// <summary>How many entries were written.</summary>
    public int Count { get; private set; }

    /// <summary>Writes one file; of a directory, only itself. Sockets are left out: they mean nothing without the process that listens.</summary>
    /// <param name="directory">The directory it is in.</param>
    /// <param name="name">Its name there, ended by NUL.</param>
    /// <param name="path">Its path in the tar, without a slash behind it.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>What it was. Null: it has gone.</returns>
    public async ValueTask<FileKind?> WriteAsync(SafeFileHandle directory, byte[] name, byte[] path, CancellationToken cancellationToken)
    {
        using var node = Descriptor.TryOpenAt(directory, name, OpenFlags.PathOnly | OpenFlags.NoFollow, boundary | ResolveFlags.NoLinks, out var error);
        if (node is not null)
        {
            return await WriteAsync(node, path, cancellationToken).ConfigureAwait(false);
        }

        // Where something is mounted, only the mount point belongs to the tree. A link cannot be opened without following it on all kernels, hence ELOOP.
        if (error is not (Errno.EXDEV or Errno.ELOOP) || FileMetadata.TryOf(directory, name, out error)?.ToContainer(Mappings) is not { } status)
        {
            ThrowUnlessGone(error, path);
            return null;
        }

        var target = status.Kind == FileKind.SymbolicLink ? Entries.ReadSymbolicLink(directory, name)[..^1] : null;
        return await WriteNodeAsync(null, Describe(path, status, target), status, path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As above, for a descriptor, which may be one of O_PATH.</summary>
    public ValueTask<FileKind?> WriteAsync(SafeFileHandle node, byte[] path, CancellationToken cancellationToken)
    {
        var status = FileMetadata.Of(node).ToContainer(Mappings);
        var target = status.Kind == FileKind.SymbolicLink ? Entries.ReadSymbolicLink(node, RawName.Empty)[..^1] : null;
        return WriteNodeAsync(node, Describe(path, status, target), status, path, cancellationToken);
    }

    private async ValueTask<FileKind?> WriteNodeAsync(SafeFileHandle? node, TarItem item, FileStatus status, byte[] path, CancellationToken cancellationToken)
    {
        if (status.Kind == FileKind.Socket)
        {
            return status.Kind;
        }

        if (status.Kind != FileKind.Directory && status.Links > 1 && !_links.TryAdd((status.Device, status.Inode), path))
        {
            var first = _links[(status.Device, status.Inode)];
            await BeginAsync(item with { Kind = TarKind.HardLink, LinkName = first, Device = 0 }, cancellationToken).ConfigureAwait(false);
            return status.Kind;
        }

        item = item with { Attributes = node is null ? null : ReadAttributes(node) };
        if (status.Kind != FileKind.Regular || node is null)
        {
            await BeginAsync(item, cancellationToken).ConfigureAwait(false);
            return status.Kind;
        }

        using var file = Descriptor.Reopen(node, OpenFlags.ReadOnly | OpenFlags.NonBlocking);
        await WriteRegularAsync(item, file, FileMetadata.Of(file).Size, cancellationToken).ConfigureAwait(false);
        return status.Kind;
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
        Beginning?.Invoke(item);
        Count++;
        return tar.BeginAsync(item, cancellationToken);
    }

    private static TarItem Describe(byte[] path, FileStatus status, byte[]? target) => new()
    {
        Kind = KindOf(status.Kind),
        Name = status.Kind == FileKind.Directory ? [.. path, (byte)'/'] : path,
        LinkName = target,
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
    private List<(byte[], byte[])>? ReadAttributes(SafeFileHandle node)
    {
        List<(byte[], byte[])>? attributes = null;
        foreach (var name in ExtendedAttributes.List(node))
        {
            if (!name.AsSpan().StartsWith("trusted.overlay."u8) && !name.AsSpan().StartsWith("user.overlay."u8) && !name.AsSpan().SequenceEqual("security.selinux\0"u8) && ExtendedAttributes.Get(node, name) is { } found
                && OwnerShift.AttributeToContainer(name, found, Mappings) is { } value)
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
