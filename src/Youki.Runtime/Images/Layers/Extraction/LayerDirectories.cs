using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>
/// Finds the directories of entries, and makes those that are missing. Links on the way are followed inside of the layer alone: each step opens one name,
/// never a link, below a descriptor; what a link says is walked in the same way, and <c>..</c> goes to the directory that was come from. The last way is
/// kept, since entries of one directory come one after the other.
/// </summary>
internal sealed class LayerDirectories : IDisposable
{
    private const int MaxLinks = 40;
    private const int MaxDepth = 1024;

    // So many steps no real layer needs through links; without a limit, long links to long links would make work without end for a small archive.
    private const int MaxLinkSteps = 10_000_000;
    // Who lists a tree goes few steps from one entry to the next. Entries that lie far from each other, each in the depth, would make a thousand times the work.
    private const int FreeSteps = 1_000_000;
    private const int StepsPerLookUp = 64;
    private const int OwnerOnly = 0x1C0; // 0700

    private readonly List<(byte[] Name, LayerDirectory Directory)> _way = [];
    private readonly LayerNotes _notes;
    private readonly Overlay _overlay;
    private readonly int _maxImplied;
    private int _implied;
    private long _lookUps;
    private long _steps;
    private int _linkSteps;

    public LayerDirectories(SafeFileHandle root, LayerNotes notes, Overlay overlay, int maxImplied)
    {
        _maxImplied = maxImplied;
        _notes = notes;
        _overlay = overlay;
        Root = new LayerDirectory(Descriptor.OpenAt(root, ".\0"u8, OpenFlags.PathOnly | OpenFlags.Directory, ResolveFlags.NoLinks), null);
    }

    public LayerDirectory Root { get; }

    /// <summary>The directory that the first names of a path lead to. It holds until the next call.</summary>
    public LayerDirectory Open(EntryPath path, int count)
    {
        var common = 0;
        while (common < count && common < _way.Count && _way[common].Name.AsSpan().SequenceEqual(path[common]))
        {
            common++;
        }

        Shorten(common);
        CountSteps(count - common);
        var current = common == 0 ? Root : _way[common - 1].Directory;
        for (var index = common; index < count; index++)
        {
            current = Step(current, path[index], 0);
            _way.Add((path[index].ToArray(), current));
        }

        return current;
    }

    /// <summary>Drops what is known of the way: something was taken away, and links may lead elsewhere now.</summary>
    public void Forget() => Shorten(0);

    public void Dispose()
    {
        Forget();
        Root.Release();
    }

    private void CountSteps(int steps)
    {
        _steps += steps;
        if (_steps > FreeSteps + (++_lookUps * StepsPerLookUp))
        {
            throw new EntryException("is deep in the layer, whose entries lie too far from each other");
        }
    }

    private void Shorten(int count)
    {
        for (var index = count; index < _way.Count; index++)
        {
            _way[index].Directory.Release();
        }

        _way.RemoveRange(count, _way.Count - count);
    }

    // The answer is kept for the caller.
    private LayerDirectory Step(LayerDirectory from, ReadOnlySpan<byte> name, int links)
    {
        if (from.Depth == MaxDepth)
        {
            throw new EntryException($"is more than {MaxDepth} directories deep");
        }

        var handle = TryOpen(from, name, out var error);
        if (handle is not null)
        {
            return new LayerDirectory(handle, from);
        }

        return error switch
        {
            Errno.ENOENT => Make(from, name),
            Errno.ENOTDIR or Errno.ELOOP => StepOver(from, name, links),
            _ => throw new NativeException("open directory", RawName.ToText(name), error),
        };
    }

    private LayerDirectory StepOver(LayerDirectory from, ReadOnlySpan<byte> name, int links)
    {
        var status = FileMetadata.TryOf(from.Handle, name, out var error) ?? throw new NativeException("read the status of", RawName.ToText(name), error);
        if (status.Kind == FileKind.SymbolicLink)
        {
            return Follow(from, Entries.ReadSymbolicLink(from.Handle, name), links + 1);
        }

        if (!Overlay.IsWhiteout(status))
        {
            throw new EntryException($"has '{RawName.ToText(name)}' in its path, which is no directory");
        }

        // The layer deletes what is below and puts a directory of its own there.
        Entries.TryRemoveFile(from.Handle, name);
        var directory = Make(from, name);
        _overlay.MakeOpaque(directory);
        return directory;
    }

    private LayerDirectory Follow(LayerDirectory from, byte[] target, int links)
    {
        if (links > MaxLinks)
        {
            throw new EntryException($"has more than {MaxLinks} symbolic links in its path");
        }

        var current = (target[0] == '/' ? Root : from).Keep();
        for (var start = 0; start < target.Length - 1;)
        {
            var end = target.AsSpan(start).IndexOfAny((byte)'/', (byte)0) + start;
            target[end] = 0;
            var next = Next(current, target.AsSpan(start..(end + 1)), links);
            current.Release();
            current = next;
            start = end + 1;
        }

        return current;
    }

    private LayerDirectory Next(LayerDirectory current, ReadOnlySpan<byte> name, int links)
    {
        if (++_linkSteps > MaxLinkSteps)
        {
            throw new EntryException("leads through symbolic links once more, which the layer does too often");
        }

        return name switch
        {
            [0] or [(byte)'.', 0] => current.Keep(),
            [(byte)'.', (byte)'.', 0] => (current.Parent ?? Root).Keep(),
            _ => Step(current, name, links),
        };
    }

    private LayerDirectory Make(LayerDirectory parent, ReadOnlySpan<byte> name)
    {
        if (++_implied > _maxImplied)
        {
            throw new EntryException($"brings the directories that have no entry of their own above the limit of {_maxImplied} entries (Images.Limits.MaxLayerEntries)");
        }

        var error = Entries.TryMakeDirectory(parent.Handle, name, OwnerOnly);
        var handle = error == 0 ? TryOpen(parent, name, out error) : null;
        if (handle is null)
        {
            throw new NativeException("make directory", RawName.ToText(name), error);
        }

        _notes.Directories[FileMetadata.Of(handle).Inode] = DirectoryAttributes.Implied;
        return new LayerDirectory(handle, parent);
    }

    private static SafeFileHandle? TryOpen(LayerDirectory from, ReadOnlySpan<byte> name, out int error) =>
        Descriptor.TryOpenAt(from.Handle, name, OpenFlags.PathOnly | OpenFlags.Directory | OpenFlags.NoFollow, ResolveFlags.NoLinks | ResolveFlags.NoMagicLinks, out error);
}
