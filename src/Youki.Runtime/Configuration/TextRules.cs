using System.Globalization;
using System.Text;

namespace Youki.Runtime.Configuration;

/// <summary>What text may hold that ends up in config.json, in an argument list or in an environment.</summary>
internal static class TextRules
{
    /// <summary>Bytes of one argument or variable, with the NUL that ends it. Source: MAX_ARG_STRLEN, linux/binfmts.h: 32 pages of 4 KiB.</summary>
    private const int MaxArgumentBytes = 131_072;

    private const int ShownLength = 64;

    /// <summary>What is wrong with a text of any content; null: nothing.</summary>
    public static string? Fault(string? text) => text switch
    {
        null => "it may not be null",
        _ when text.Contains('\0') => "it may not hold NUL",
        _ when HasHalfPair(text) => "it holds half a surrogate pair, which UTF-8 cannot say",
        _ => null,
    };

    /// <summary>What is wrong with an argument or an environment entry; null: nothing.</summary>
    public static string? ArgumentFault(string? text) => Fault(text)
        ?? (Encoding.UTF8.GetByteCount(text!) >= MaxArgumentBytes ? $"it is longer than {MaxArgumentBytes - 1} bytes, which the kernel does not take" : null);

    /// <summary>What is wrong with a key or a name on one line; null: nothing.</summary>
    public static string? KeyFault(string? text) => text is ""
        ? "it may not be empty"
        : Fault(text) ?? (text!.Any(char.IsControl) ? "it may not hold control characters" : null);

    /// <summary>A text for a message: quoted, shortened, control characters shown as <c>\u0000</c>.</summary>
    public static string Quote(string text)
    {
        var shown = text.Length > ShownLength ? string.Concat(text.AsSpan(0, ShownLength - 3), "...") : text;
        return $"'{string.Concat(shown.Select(Show))}'";
    }

    private static string Show(char character) => char.IsControl(character) || char.IsSurrogate(character)
        ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
        : character.ToString();

    private static bool HasHalfPair(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }
}
