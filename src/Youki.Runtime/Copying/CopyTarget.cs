using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Layers.Extraction;
using Youki.Runtime.Native;

namespace Youki.Runtime.Copying;

/// <summary>
/// The directory that a copy goes to. In a container, links on the way to an entry lead to where they would inside of it; on the host, where links in the
/// directory may come from an earlier copy, none is followed.
/// </summary>
internal sealed class CopyTarget : IDisposable
{
    private const int Permissions = 0x1ED; // 0755
    private const ResolveFlags OnHost = ResolveFlags.InRoot | ResolveFlags.NoMagicLinks | ResolveFlags.NoLinks;

    private readonly CopyRoot _root;
    private readonly SafeFileHandle _start;
    private readonly byte[] _startPath;
    private byte[] _lastPath = [];
    private SafeFileHandle? _last;

    private CopyTarget(CopyRoot root, string text, byte[] path, SafeFileHandle directory)
    {
        (_root, Text) = (root, text);
        if (IsHost)
        {
            (_start, _startPath) = (directory, "/"u8.ToArray());
        }
        else
        {
            (_start, _startPath) = (root.Handle, path is [(byte)'/', 0] ? path[..^1] : [.. path.AsSpan(0, path.Length - 1), (byte)'/']);
            directory.Dispose();
        }
    }

    /// <summary>The directory as the caller named it.</summary>
    public string Text { get; }

    /// <summary>As of the root.</summary>
    public IdMappings? Mappings => _root.Mappings;

    public bool IsHost => _root.ContainerId is null;

    /// <summary>Opens it. The root stays the caller's.</summary>
    /// <param name="root">The side of the copy.</param>
    /// <param name="text">The path as it was given, for messages.</param>
    /// <param name="path">The directory, ended by NUL.</param>
    /// <exception cref="CopyException">It is not there, or nothing can be copied to it.</exception>
    public static CopyTarget Open(CopyRoot root, string text, byte[] path)
    {
        var directory = root.TryOpen(path, follow: true, out var error, onlyDirectory: true) ?? throw root.Error(RawName.ToText(path), error);
        try
        {
            root.CheckPlace(directory, text);
            return new CopyTarget(root, text, path, directory);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Opens the directory of an entry, and makes what is missing of it. What is opened holds until the next call.</summary>
    /// <param name="path">The entry.</param>
    /// <param name="make">Whether what is missing is made.</param>
    public SafeFileHandle OpenParent(EntryPath path, bool make = true)
    {
        var full = Join(path, path.Count - 1);
        if (_last is not null && full.AsSpan().SequenceEqual(_lastPath))
        {
            return _last;
        }

        _last?.Dispose();
        _last = null;
        _last = TryOpen(full, out var error) ?? (make && error == Errno.ENOENT ? Make(path) : throw _root.Error(TextOf(full), error));
        _lastPath = full;
        _root.CheckPlace(_last, TextOf(full));
        return _last;
    }

    /// <summary>Opens a directory among the entries; null where there is none any more.</summary>
    /// <param name="path">As <see cref="PathOf"/> gave it.</param>
    public SafeFileHandle? TryOpenDirectory(byte[] path) =>
        Descriptor.TryOpenAt(_start, path, OpenFlags.PathOnly | OpenFlags.Directory | OpenFlags.NoFollow, IsHost ? OnHost : ResolveFlags.InRoot | ResolveFlags.NoMagicLinks, out _);

    /// <summary>Whether the name leads, by links inside of a container, to a directory.</summary>
    public bool LeadsToDirectory(EntryPath path)
    {
        using var directory = IsHost ? null : TryOpen(Join(path, path.Count), out _);
        return directory is not null;
    }

    /// <summary>The path of an entry from where look-ups begin, ended by NUL.</summary>
    public byte[] PathOf(EntryPath path) => Join(path, path.Count);

    /// <summary>Forgets the directory that was opened last: something on the way to it was replaced.</summary>
    public void Forget()
    {
        _last?.Dispose();
        _last = null;
    }

    public CopyException Error(EntryPath path, string clause, Exception? inner = null) => _root.Error(TextOf(Join(path, path.Count)), clause, inner);

    public void Dispose()
    {
        _last?.Dispose();
        if (IsHost)
        {
            _start.Dispose();
        }
    }

    private SafeFileHandle Make(EntryPath path)
    {
        for (var count = 1; count < path.Count; count++)
        {
            var full = Join(path, count);
            using var present = TryOpen(full, out _);
            if (present is not null)
            {
                continue;
            }

            using var above = TryOpen(Join(path, count - 1), out var error) ?? throw _root.Error(TextOf(full), error);
            var made = Entries.TryMakeDirectory(above, path[count - 1], Permissions);
            if (made is not (0 or Errno.EEXIST))
            {
                throw _root.Error(TextOf(full), $"cannot be made: {new NativeException("make directory", null, made).Message}");
            }

            if (made == 0 && Mappings is not null && TryOpen(full, out _) is { } own)
            {
                using (own)
                {
                    MappedRoot.Own(own, Mappings);
                }
            }
        }

        var last = Join(path, path.Count - 1);
        return TryOpen(last, out var failed) ?? throw _root.Error(TextOf(last), failed);
    }

    private SafeFileHandle? TryOpen(byte[] path, out int error) =>
        Descriptor.TryOpenAt(_start, path, OpenFlags.PathOnly | OpenFlags.Directory, IsHost ? OnHost : ResolveFlags.InRoot | ResolveFlags.NoMagicLinks, out error);

    private byte[] Join(EntryPath path, int count)
    {
        var full = new List<byte>(_startPath);
        for (var index = 0; index < count; index++)
        {
            full.AddRange(path[index][..^1]);
            full.Add((byte)'/');
        }

        if (count > 0)
        {
            full.RemoveAt(full.Count - 1);
        }

        full.Add(0);
        return [.. full];
    }

    private string TextOf(byte[] path) => IsHost ? $"{Text.TrimEnd('/')}{RawName.ToText(path)}" : RawName.ToText(path);
}
