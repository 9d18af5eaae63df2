namespace Youki.Runtime.Tool.Parsing;

/// <summary>The keys that leave a container: docker's syntax, such as <c>ctrl-p,ctrl-q</c> or <c>ctrl-a,x,@</c>.</summary>
internal static class DetachKeys
{
    private const string Control = "ctrl-";
    private const string ControlKeys = "@abcdefghijklmnopqrstuvwxyz[\\]^_";

    /// <summary>As docker's.</summary>
    public static IReadOnlyList<byte> Usual { get; } = Parse("ctrl-p,ctrl-q");

    /// <returns>What a terminal sends for the keys; nothing for an empty text, which stands for no keys.</returns>
    /// <exception cref="FormatException">A key is none.</exception>
    public static IReadOnlyList<byte> Parse(string text) => text.Length == 0 ? [] : [.. text.Split(',').Select(ParseKey)];

    private static byte ParseKey(string key)
    {
        if (key is [> ' ' and <= '~'])
        {
            return (byte)key[0];
        }

        var number = key.StartsWith(Control, StringComparison.OrdinalIgnoreCase) && key.Length == Control.Length + 1
            ? ControlKeys.IndexOf(char.ToLowerInvariant(key[^1]), StringComparison.Ordinal)
            : -1;
        return number >= 0
            ? (byte)number
            : throw new FormatException($"'{key}' is no key. Give keys separated by commas: a character, or 'ctrl-' and one of a to z @ [ \\ ] ^ _; such as ctrl-p,ctrl-q.");
    }
}
