using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Tar;

/// <summary>The parts of a file with holes, for a sparse entry. Source: GNU tar, "Storing Sparse Files", PAX format 1.0.</summary>
/// <param name="Parts">What there is.</param>
/// <param name="Header">The map, padded to whole blocks: it stands before the parts.</param>
internal sealed record SparseFileMap(IReadOnlyList<(long Start, long Length)> Parts, byte[] Header)
{
    /// <summary>
    /// Holes of fewer bytes in all are written as zeros, which every reader of tars understands, and which compress well. Above, a file whose holes span
    /// terabytes has to stay small.
    /// </summary>
    public const long MinHoleBytes = 64L << 20;

    // As many as readers take. A hostile file of more may have holes of exabytes, whose zeros would be written without end.
    private const int MaxParts = 1_000_000;

    public long Size => Header.Length + Parts.Sum(part => part.Length);

    /// <summary>The map of a file; null where it is to be written whole.</summary>
    /// <exception cref="NativeException">It has too many pieces for a map.</exception>
    public static SparseFileMap? TryOf(SafeFileHandle file, long size, int maxParts = MaxParts)
    {
        if (size < MinHoleBytes)
        {
            return null;
        }

        var parts = FileContent.DataRanges(file).Take(maxParts + 1).Select(range => (range.Start, Math.Min(range.End, size) - range.Start)).Where(part => part.Item2 > 0).ToList();
        return size - parts.Sum(part => part.Item2) < MinHoleBytes ? null
            : parts.Count <= maxParts ? new SparseFileMap(parts, Format(parts, size))
            : throw new NativeException($"write a sparse file of more than {maxParts} pieces,", Descriptor.RealPath(file), Errno.EFBIG);
    }

    private static byte[] Format(List<(long Start, long Length)> parts, long size)
    {
        // The last part ends where the file does.
        var all = parts.Count > 0 && parts[^1].Start + parts[^1].Length == size ? parts : [.. parts, (size, 0)];
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{all.Count}\n");
        foreach (var (start, length) in all)
        {
            text.Append(CultureInfo.InvariantCulture, $"{start}\n{length}\n");
        }

        var header = new byte[(text.Length + TarHeader.Size - 1) / TarHeader.Size * TarHeader.Size];
        Encoding.ASCII.GetBytes(text.ToString(), header);
        return header;
    }
}
