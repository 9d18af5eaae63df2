using System.Text;

namespace Youki.Runtime.TestImages;

/// <summary>Puts archives together block by block, right ones and wrong ones, of any dialect: names are bytes, and nothing is checked or added by itself.</summary>
public sealed class TarBuilder
{
    private const int BlockSize = 512;

    private readonly List<byte> _tar = [];

    /// <summary>A header and the content behind it, padded.</summary>
    public TarBuilder Add(TarHeaderFields header, ReadOnlySpan<byte> content = default)
    {
        _tar.AddRange((header.Size is null ? header with { Size = content.Length } : header).ToBlock());
        return Content(content);
    }

    /// <summary>Content without a header, padded to blocks.</summary>
    public TarBuilder Content(ReadOnlySpan<byte> content)
    {
        _tar.AddRange(content);
        _tar.AddRange(new byte[-content.Length & (BlockSize - 1)]);
        return this;
    }

    /// <summary>Bytes as they are.</summary>
    public TarBuilder Raw(ReadOnlySpan<byte> bytes)
    {
        _tar.AddRange(bytes);
        return this;
    }

    /// <summary>A PAX header for the next entry, or for all that follow where it is global.</summary>
    public TarBuilder Pax(IEnumerable<(string Key, byte[] Value)> records, bool global = false)
    {
        using var text = new MemoryStream();
        foreach (var (key, value) in records)
        {
            text.Write(Record(key, value));
        }

        return Add(new() { Name = "pax"u8.ToArray(), Type = global ? 'g' : 'x' }, text.ToArray());
    }

    public TarBuilder Pax(params (string Key, string Value)[] records) => Pax(records.Select(record => (record.Key, Encoding.Latin1.GetBytes(record.Value))));

    /// <summary>A long name ('L') or link target ('K') for the next entry, as GNU tar writes it.</summary>
    public TarBuilder LongName(char type, byte[] name) => Add(new() { Name = "././@LongLink"u8.ToArray(), Type = type, Magic = TarHeaderFields.GnuMagic }, [.. name, 0]);

    /// <summary>The archive with the two blocks of zeros behind it.</summary>
    public byte[] Build() => [.. _tar, .. new byte[2 * BlockSize]];

    /// <summary>The archive without an end.</summary>
    public byte[] BuildWithoutEnd() => [.. _tar];

    /// <summary>A record of a PAX header: its own length in decimal, a space, key, equals sign, value, newline.</summary>
    public static byte[] Record(string key, byte[] value)
    {
        var rest = Encoding.Latin1.GetByteCount(key) + value.Length + 3;
        var length = rest + $"{rest}".Length;
        length = rest + $"{length}".Length;
        return [.. Encoding.Latin1.GetBytes($"{length} {key}="), .. value, (byte)'\n'];
    }
}
