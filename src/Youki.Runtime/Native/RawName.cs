using System.Text;

namespace Youki.Runtime.Native;

/// <summary>
/// File names as the kernel has them: bytes, ended by NUL. What a container made need not be UTF-8, and a name that went through a string
/// would be another name.
/// </summary>
internal static class RawName
{
    /// <summary>A single NUL: the descriptor itself, where AT_EMPTY_PATH is given.</summary>
    public static ReadOnlySpan<byte> Empty => "\0"u8;

    /// <summary>A name or path of our own as bytes with a NUL behind them.</summary>
    public static byte[] From(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A path cannot hold NUL.", nameof(text));
        }

        var name = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, name);
        return name;
    }

    /// <summary>The name for a message; bytes that are no UTF-8 become replacement characters.</summary>
    public static string ToText(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name.TrimEnd((byte)0));
}
