using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Measures trees whose content is hostile: it follows no link, enters no other mount, and counts a file with several names once.</summary>
internal static class TreeSize
{
    /// <summary>Bytes of a file, or what everything in a tree takes on disk; 0 where there is nothing. What changes meanwhile is counted or not.</summary>
    public static long Of(string path, CancellationToken cancellationToken = default)
    {
        if (FileMetadata.TryOf(path) is not { } status)
        {
            return 0;
        }

        if (status.Kind != FileKind.Directory)
        {
            return status.Size;
        }

        using var start = Descriptor.TryOpenDirectory(path, out _);
        return start is null ? 0 : OfDirectory(start, path, cancellationToken);
    }

    private static long OfDirectory(SafeFileHandle start, string path, CancellationToken cancellationToken)
    {
        var seen = new HashSet<(ulong Device, ulong Inode)>();
        var pending = new Stack<Queue<DirectoryEntry>>();
        var bytes = 0L;
        using var stack = new DirectoryStack(path);
        var enter = TryEnter(start, ".\0"u8);
        if (enter is not null)
        {
            stack.Push(enter, [0]);
            pending.Push(DirectoryReader.ReadAll(enter));
        }

        while (pending.TryPeek(out var entries))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!entries.TryDequeue(out var entry))
            {
                pending.Pop();
                stack.Pop();
                continue;
            }

            if (FileMetadata.TryOf(stack.Current, entry.Name, out _) is not { } status || status.IsMountRoot == true)
            {
                continue;
            }

            bytes += status.Links < 2 || status.Kind == FileKind.Directory || seen.Add((status.Device, status.Inode)) ? FileMetadata.AllocatedBytesOf(stack.Current, entry.Name) : 0;
            if (status.Kind == FileKind.Directory && TryEnter(stack.Current, entry.Name) is { } child)
            {
                stack.Push(child, entry.Name);
                pending.Push(DirectoryReader.ReadAll(child));
            }
        }

        return bytes;
    }

    private static SafeFileHandle? TryEnter(SafeFileHandle directory, ReadOnlySpan<byte> name) =>
        Descriptor.TryOpenAt(directory, name, OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow, ResolveFlags.NoMountCrossing | ResolveFlags.NoLinks, out _);
}
