using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>
/// Keeps the first copy of each file with several names under a number in a directory of its own until the tree is complete. To find it again by the
/// place where it was first met would need a path, which may be longer than the kernel takes, or a descriptor for each.
/// </summary>
internal sealed class HardLinkStage : IDisposable
{
    private const int OwnerOnly = 0x1C0; // 0700

    private readonly Dictionary<(ulong Device, ulong Inode), byte[]> _names = [];
    private readonly byte[] _directoryName = RawName.From($".links-{Guid.NewGuid():N}");
    private SafeFileHandle? _directory;
    private int _count;

    /// <summary>The root of the copy, in which the directory is made once it is needed.</summary>
    public SafeFileHandle? Root { get; set; }

    public SafeFileHandle Directory => _directory ??= MakeDirectory();

    /// <summary>A name in <see cref="Directory"/> for the copy of a file not met before, or whose copy can take no more links.</summary>
    public byte[] Add(FileStatus status) =>
        _names[(status.Device, status.Inode)] = RawName.From((++_count).ToString(CultureInfo.InvariantCulture));

    /// <summary>Gives the copy of a file one more name.</summary>
    /// <returns>0, ENOENT where there is no copy that could take it, or another error number.</returns>
    public int TryLink(FileStatus status, SafeFileHandle directory, byte[] name)
    {
        if (!_names.TryGetValue((status.Device, status.Inode), out var staged))
        {
            return Errno.ENOENT;
        }

        var error = Entries.TryLink(Directory, staged, directory, name);
        return error == Errno.EMLINK ? Errno.ENOENT : error;
    }

    /// <summary>Removes the directory: every file in it has its names in the tree.</summary>
    public void Remove(string rootPath, CancellationToken cancellationToken)
    {
        if (_directory is not null)
        {
            FileTree.Delete(Root!, _directoryName, rootPath, cancellationToken);
        }
    }

    public void Dispose() => _directory?.Dispose();

    private SafeFileHandle MakeDirectory()
    {
        var error = Entries.TryMakeDirectory(Root!, _directoryName, OwnerOnly);
        return error == 0
            ? Descriptor.OpenAt(Root!, _directoryName, OpenFlags.PathOnly | OpenFlags.Directory | OpenFlags.NoFollow, ResolveFlags.NoMountCrossing)
            : throw new NativeException("make directory", RawName.ToText(_directoryName), error);
    }
}
