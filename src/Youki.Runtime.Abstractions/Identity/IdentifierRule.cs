namespace Youki.Runtime;

/// <summary>
/// The one rule for every name that reaches an argument list or a path: a letter or digit first, which keeps it from being read as an option,
/// then letters, digits and <c>_ . + -</c>: the set that youki, runc and crun accept.
/// </summary>
internal static class IdentifierRule
{
    /// <summary>Characters at most. A file name may have 255 bytes, and the monitor appends suffixes of its own.</summary>
    public const int MaxLength = 128;

    public const string Description = "1 to 128 characters: a letter or digit, then letters, digits, '_', '.', '+' or '-'";

    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > MaxLength || !char.IsAsciiLetterOrDigit(text[0]))
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('_' or '.' or '+' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    public static string Check(string? text, string kind) => text is not null && IsValid(text)
        ? text
        : throw new FormatException($"'{Shorten(text)}' is not a valid {kind}: {Description}.");

    private static string Shorten(string? text) => text switch
    {
        null => "(null)",
        { Length: > 64 } => string.Concat(text.AsSpan(0, 61), "..."),
        _ => text,
    };
}
