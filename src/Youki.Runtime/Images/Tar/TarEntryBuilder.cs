using System.Text;

namespace Youki.Runtime.Images.Tar;

/// <summary>Makes an entry of a header and of what came before it.</summary>
internal sealed class TarEntryBuilder
{
    private const int PermissionBits = 0xFFF; // 07777

    /// <summary>The entry that was built last.</summary>
    public TarEntry Entry { get; } = new();

    /// <returns>How many bytes of content follow, and how many of padding behind them.</returns>
    public (long Content, int Padding) Build(TarHeader header, PaxValues pax, ByteText longName, ByteText longLink, TarInput input)
    {
        Entry.Clear();
        SetPaths(header, pax, longName, longLink);
        Entry.Kind = ToKind(header);
        Entry.Permissions = (int)(header.Mode & PermissionBits);
        Entry.Uid = ToId(pax.Uid ?? header.Uid, "uid");
        Entry.Gid = ToId(pax.Gid ?? header.Gid, "gid");
        Entry.Modified = pax.Modified ?? new(header.Modified, 0);
        Entry.Attributes.AddRange(pax.Attributes);
        if (Entry.Kind is TarKind.CharacterDevice or TarKind.BlockDevice)
        {
            Entry.DeviceMajor = ToId(header.DeviceMajor, "device number");
            Entry.DeviceMinor = ToId(header.DeviceMinor, "device number");
        }

        // Only regular files have content; programs have written sizes into headers of other kinds that nothing follows.
        return Entry.Kind == TarKind.Regular ? SetContent(header, pax, input) : default;
    }

    private (long Content, int Padding) SetContent(TarHeader header, PaxValues pax, TarInput input)
    {
        var stored = pax.Size ?? header.ContentSize;
        if (stored is < 0 or > long.MaxValue - TarHeader.Size)
        {
            throw Invalid($"has a size of {stored} bytes");
        }

        var padding = (int)(-stored & (TarHeader.Size - 1));
        Entry.Size = stored;
        if (header.Type == 'S')
        {
            SparseMap.ReadOld(header, input, Entry.Segments);
            SetSparse(header.RealSize, stored);
        }
        else if (pax.IsSparse)
        {
            if (pax.SparseMajor == 1 && pax.SparseMinor == 0)
            {
                stored -= SparseMap.ReadFromContent(input, stored, Entry.Segments);
            }
            else
            {
                SparseMap.FromNumbers(pax.SparseMap, Entry.Segments);
            }

            SetSparse(pax.SparseSize ?? throw Invalid("is a sparse file without a size"), stored);
        }

        return (stored, padding);
    }

    private void SetSparse(long realSize, long storedSize)
    {
        SparseMap.Check(Entry.Segments, realSize, storedSize);
        Entry.Segments.RemoveAll(segment => segment.Length == 0);
        Entry.IsSparse = true;
        Entry.Size = realSize;
    }

    private void SetPaths(TarHeader header, PaxValues pax, ByteText longName, ByteText longLink)
    {
        if (Choose(pax.SparseName, longName, pax.Path) is { } path)
        {
            Entry.Path.Set(path.Span);
        }
        else
        {
            Entry.Path.Set(header.Prefix);
            if (!header.Prefix.IsEmpty)
            {
                Entry.Path.Append("/"u8);
            }

            Entry.Path.Append(header.Name);
        }

        Entry.LinkPath.Set(Choose(longLink, pax.LinkPath) is { } link ? link.Span : header.LinkName);
        if (Entry.Path.Span.Contains((byte)0) || Entry.LinkPath.Span.Contains((byte)0))
        {
            throw new TarException("has a name with a NUL in it");
        }
    }

    private static ByteText? Choose(params ReadOnlySpan<ByteText> texts)
    {
        foreach (var text in texts)
        {
            if (text.IsSet)
            {
                return text;
            }
        }

        return null;
    }

    private TarKind ToKind(TarHeader header) => (char)header.Type switch
    {
        '\0' when Entry.Path.Span.EndsWith("/"u8) => TarKind.Directory,
        '\0' or '0' or '7' or 'S' => TarKind.Regular,
        '1' => TarKind.HardLink,
        '2' => TarKind.SymbolicLink,
        '3' => TarKind.CharacterDevice,
        '4' => TarKind.BlockDevice,
        '5' => TarKind.Directory,
        '6' => TarKind.Fifo,
        var type => throw Invalid($"is of type {(char.IsAsciiLetterOrDigit(type) ? $"'{type}'" : $"0x{(int)type:x2}")}, which layers do not have"),
    };

    // The highest number stands for "leave as it is" in system calls.
    private uint ToId(long value, string field) => value is >= 0 and < uint.MaxValue ? (uint)value : throw Invalid($"has a {field} of {value}, which no file can have");

    private TarException Invalid(string message) => new($"('{Encoding.UTF8.GetString(Entry.Path.Span)}') {message}");
}
