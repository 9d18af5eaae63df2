using System.Buffers;
using System.Globalization;
using System.Text;

namespace Youki.Runtime.Images.Tar;

/// <summary>The records of an extended header: <c>LENGTH KEYWORD=VALUE\n</c>, where the length counts itself. Source: POSIX.1-2017, pax, "pax Header Keyword Values".</summary>
internal sealed class PaxRecordWriter
{
    private readonly ArrayBufferWriter<byte> _content = new();

    public bool IsEmpty => _content.WrittenCount == 0;

    public void Add(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value)
    {
        var rest = keyword.Length + value.Length + 3;
        var length = rest + Digits(rest);
        if (rest + Digits(length) > length)
        {
            length++;
        }

        Append(Encoding.ASCII.GetBytes(length.ToString(CultureInfo.InvariantCulture)));
        Append(" "u8);
        Append(keyword);
        Append("="u8);
        Append(value);
        Append("\n"u8);
    }

    public void Add(ReadOnlySpan<byte> keyword, string value) => Add(keyword, Encoding.ASCII.GetBytes(value));

    public void Add(ReadOnlySpan<byte> keyword, long value) => Add(keyword, value.ToString(CultureInfo.InvariantCulture));

    public ReadOnlyMemory<byte> ToMemory() => _content.WrittenMemory;

    private void Append(ReadOnlySpan<byte> bytes) => _content.Write(bytes);

    private static int Digits(int number)
    {
        var digits = 1;
        for (; number >= 10; number /= 10)
        {
            digits++;
        }

        return digits;
    }
}
