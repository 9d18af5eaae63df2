using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Youki.Runtime.Events;

/// <summary>One line of a journal: the CRC-32C of a JSON document as 8 hexadecimal digits, a space, the document, a newline. What a crash or a power cut leaves of one is told by that.</summary>
internal static class JournalLine
{
    private const int PrefixLength = 9;

    public static void Write<T>(ArrayBufferWriter<byte> output, T document, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(document, type);
        var line = output.GetSpan(PrefixLength + json.Length + 1);
        _ = Utf8Formatter.TryFormat(ChecksumOf(json), line, out _, new StandardFormat('x', 8));
        line[PrefixLength - 1] = (byte)' ';
        json.CopyTo(line[PrefixLength..]);
        line[PrefixLength + json.Length] = (byte)'\n';
        output.Advance(PrefixLength + json.Length + 1);
    }

    public static byte[] Write<T>(T document, JsonTypeInfo<T> type)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(output, document, type);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The document of a line that is given without its newline; null where it is damaged.</summary>
    public static T? TryRead<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> type)
        where T : class
    {
        if (line.Length <= PrefixLength || line[PrefixLength - 1] != (byte)' '
            || !uint.TryParse(line[..(PrefixLength - 1)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var checksum)
            || checksum != ChecksumOf(line[PrefixLength..]))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(line[PrefixLength..], type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static uint ChecksumOf(ReadOnlySpan<byte> content)
    {
        var checksum = uint.MaxValue;
        for (; content.Length >= sizeof(ulong); content = content[sizeof(ulong)..])
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(content));
        }

        foreach (var value in content)
        {
            checksum = BitOperations.Crc32C(checksum, value);
        }

        return ~checksum;
    }
}
