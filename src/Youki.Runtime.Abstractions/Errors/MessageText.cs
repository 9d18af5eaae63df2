using System.Globalization;
using System.Text;

namespace Youki.Runtime;

/// <summary>Makes harmless what strangers have written and messages repeat.</summary>
internal static class MessageText
{
    /// <summary>Shows control characters, which would forge lines of a log or move the cursor of a terminal, as their numbers.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = char.IsControl(character) ? clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : clean.Append(character);
        }

        return clean.ToString();
    }
}
