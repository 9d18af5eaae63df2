namespace Youki.Runtime.Images.Tar;

/// <summary>Reads the maps of sparse files that stand outside of PAX records, and checks maps of all kinds.</summary>
internal static class SparseMap
{
    private const int MaxSegments = 1_000_000;
    private const int EntryLength = 24;
    private const int NumberLength = 12;
    private const int ExtensionFlagOffset = 504;

    /// <summary>The map of an old GNU header and of the blocks that extend it.</summary>
    /// <returns>How many bytes of the archive the further blocks took.</returns>
    public static long ReadOld(TarHeader header, TarInput input, List<SparseSegment> segments)
    {
        AddOld(header.SparseMap, segments);
        var extended = header.IsSparseMapExtended;
        long taken = 0;
        Span<byte> block = stackalloc byte[TarHeader.Size];
        while (extended)
        {
            if (input.Read(block) != block.Length)
            {
                throw new TarException("is cut off in the map of a sparse file");
            }

            taken += block.Length;
            AddOld(block[..ExtensionFlagOffset], segments);
            extended = block[ExtensionFlagOffset] != 0;
        }

        return taken;
    }

    /// <summary>The map of format 1.0: decimal numbers, one a line, at the beginning of the content, up to a border of 512 bytes.</summary>
    /// <returns>How many bytes of the content it took.</returns>
    public static long ReadFromContent(TarInput input, long contentSize, List<SparseSegment> segments)
    {
        var lines = new SparseMapLines(input, contentSize);
        var count = lines.Next();
        CheckCount(count);
        for (var index = 0; index < count; index++)
        {
            segments.Add(new SparseSegment(lines.Next(), lines.Next()));
        }

        return lines.Taken;
    }

    /// <summary>The map of the PAX records.</summary>
    public static void FromNumbers(List<long> numbers, List<SparseSegment> segments)
    {
        CheckCount(numbers.Count % 2 == 0 ? numbers.Count / 2 : -1);
        for (var index = 0; index < numbers.Count; index += 2)
        {
            segments.Add(new SparseSegment(numbers[index], numbers[index + 1]));
        }
    }

    /// <summary>Refuses a map whose segments overlap, run backwards or leave the file, or do not add up to what the archive holds.</summary>
    public static void Check(List<SparseSegment> segments, long realSize, long storedSize)
    {
        long end = 0, total = 0;
        foreach (var segment in segments)
        {
            if (segment.Offset < end || segment.Length < 0 || segment.Length > realSize || segment.Offset > realSize - segment.Length)
            {
                throw new TarException("has a sparse map that is out of order or leaves the file");
            }

            end = segment.End;
            total += segment.Length;
        }

        if (total != storedSize)
        {
            throw new TarException("has a sparse map that does not fit its content");
        }
    }

    private static void AddOld(ReadOnlySpan<byte> entries, List<SparseSegment> segments)
    {
        for (; entries.Length >= EntryLength && entries[0] != 0; entries = entries[EntryLength..])
        {
            if (!TarNumber.TryParse(entries[..NumberLength], out var offset) || !TarNumber.TryParse(entries[NumberLength..EntryLength], out var length))
            {
                throw new TarException("has a sparse map that is not made of numbers");
            }

            segments.Add(new SparseSegment(offset, length));
            CheckCount(segments.Count);
        }
    }

    internal static void CheckCount(long count)
    {
        if (count is < 0 or > MaxSegments)
        {
            throw new TarException($"has a sparse map of more than {MaxSegments} pieces, or of half a piece");
        }
    }
}
