using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>
/// Reads a small text file of an image, whose author may be hostile: found inside the image's root whatever links say, opened only once it is known to
/// be a regular file (to open a FIFO would hang, to open a device may act), and bounded in size.
/// </summary>
internal static class AccountFile
{
    /// <summary>Bytes at most of a file, and of a line. A passwd file of a million bytes has some 20,000 accounts.</summary>
    public const int MaxSize = 1024 * 1024;
    public const int MaxLine = 64 * 1024;

    /// <summary>The lines of a file; none where it is missing.</summary>
    /// <exception cref="InvalidDataException">It is not such a file.</exception>
    /// <exception cref="NativeException">It cannot be read.</exception>
    public static IReadOnlyList<byte[]> ReadLines(SafeFileHandle root, string path)
    {
        const ResolveFlags resolve = ResolveFlags.InRoot | ResolveFlags.NoMagicLinks;
        using var found = Descriptor.TryOpenAt(root, RawName.From(path), OpenFlags.PathOnly, resolve, out var error);
        if (found is null)
        {
            return error is Errno.ENOENT or Errno.ENOTDIR ? [] : throw new NativeException("open", path, error);
        }

        var status = FileMetadata.Of(found);
        if (status.Kind != FileKind.Regular)
        {
            throw new InvalidDataException($"{path} is no regular file.");
        }

        if (status.Size > MaxSize)
        {
            throw new InvalidDataException($"{path} is larger than {MaxSize} bytes.");
        }

        using var file = Descriptor.Reopen(found, OpenFlags.ReadOnly | OpenFlags.NonBlocking);
        return SplitLines(Read(file, path), path);
    }

    // The size is asked for first only to spare the reading: a file may grow.
    private static ReadOnlySpan<byte> Read(SafeFileHandle file, string path)
    {
        var buffer = new byte[MaxSize + 1];
        var length = 0;
        for (int read; length < buffer.Length && (read = RandomAccess.Read(file, buffer.AsSpan(length), length)) > 0;)
        {
            length += read;
        }

        return length <= MaxSize ? buffer.AsSpan(0, length) : throw new InvalidDataException($"{path} is larger than {MaxSize} bytes.");
    }

    private static List<byte[]> SplitLines(ReadOnlySpan<byte> content, string path)
    {
        var lines = new List<byte[]>();
        foreach (var range in content.Split((byte)'\n'))
        {
            var line = content[range].TrimEnd((byte)'\r');
            if (line.Length > MaxLine)
            {
                throw new InvalidDataException($"{path} has a line of more than {MaxLine} bytes.");
            }

            if (!line.IsEmpty)
            {
                lines.Add(line.ToArray());
            }
        }

        return lines;
    }
}
