using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>
/// The way down into a tree of any depth, with a bounded number of open descriptors: the upper levels are closed, and found again by <c>..</c>,
/// which is trusted only where device and inode are those that were left.
/// </summary>
/// <param name="startPath">The first directory's path, for messages.</param>
/// <param name="boundary">Whether the way may lead through other mounts.</param>
internal sealed class DirectoryStack(string startPath, ResolveFlags boundary = ResolveFlags.NoMountCrossing) : IDisposable
{
    private const int MaxOpen = 32;
    private const int MaxPathInMessage = 1024;

    private readonly List<Level> _levels = [];

    public int Depth => _levels.Count;

    public SafeFileHandle Current => _levels[^1].Handle!;

    public byte[] CurrentName => _levels[^1].Name;

    /// <summary>Steps into a directory; the stack closes its descriptor from now on.</summary>
    public void Push(SafeFileHandle handle, byte[] name)
    {
        var status = FileMetadata.Of(handle);
        _levels.Add(new Level(name, status.Device, status.Inode) { Handle = handle });
        if (_levels.Count > MaxOpen)
        {
            _levels[^(MaxOpen + 1)].Close();
        }
    }

    /// <summary>Steps back up.</summary>
    public void Pop()
    {
        var child = _levels[^1];
        if (_levels.Count > 1 && _levels[^2].Handle is null)
        {
            _levels[^2].Handle = OpenParent(child.Handle!, _levels[^2]);
        }

        _levels.RemoveAt(_levels.Count - 1);
        child.Close();
    }

    /// <summary>The path of a name in the current directory, for a message; its middle is left out where it is very long.</summary>
    public string Describe(byte[]? name = null)
    {
        var path = string.Join('/', _levels.Select(level => level.Name).Append(name ?? []).Where(part => part.Length > 0)
            .Select(part => RawName.ToText(part)).Prepend(startPath.TrimEnd('/')));
        return path.Length <= MaxPathInMessage ? path : $"{path[..(MaxPathInMessage / 2)]}...{path[^(MaxPathInMessage / 2)..]}";
    }

    public void Dispose()
    {
        foreach (var level in _levels)
        {
            level.Close();
        }
    }

    private SafeFileHandle OpenParent(SafeFileHandle child, Level parent)
    {
        var handle = Descriptor.OpenAt(child, "..\0"u8, OpenFlags.ReadOnly | OpenFlags.Directory, boundary | ResolveFlags.NoLinks);
        var status = FileMetadata.Of(handle);
        if (status.Device == parent.Device && status.Inode == parent.Inode)
        {
            return handle;
        }

        handle.Dispose();
        throw new NativeException("find the way back from", Describe(), Errno.ESTALE);
    }

    private sealed class Level(byte[] name, ulong device, ulong inode)
    {
        public byte[] Name { get; } = name;

        public ulong Device { get; } = device;

        public ulong Inode { get; } = inode;

        public SafeFileHandle? Handle { get; set; }

        public void Close()
        {
            Handle?.Dispose();
            Handle = null;
        }
    }
}
