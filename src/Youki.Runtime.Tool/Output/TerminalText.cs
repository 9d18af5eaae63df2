using System.Globalization;
using System.Text;

namespace Youki.Runtime.Tool.Output;

/// <summary>Makes text that a container chose harmless for a terminal.</summary>
internal static class TerminalText
{
    /// <summary>Shows what would move the cursor, colour or turn around the text as its number.</summary>
    public static string Clean(string text)
    {
        if (!text.EnumerateRunes().Any(IsActive))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = IsActive(rune)
                ? clean.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}")
                : clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    private static bool IsActive(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
