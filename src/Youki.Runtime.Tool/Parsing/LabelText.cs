namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads labels: <c>KEY=VALUE</c>, or <c>KEY</c> with an empty value.</summary>
internal static class LabelText
{
    /// <exception cref="UsageException">It has no key.</exception>
    public static KeyValuePair<string, string> Parse(string text)
    {
        var parts = text.Split('=', 2);
        return parts[0].Length == 0
            ? throw new UsageException($"'{text}' is not a label: give KEY=VALUE or KEY.")
            : new(parts[0], parts.Length == 2 ? parts[1] : string.Empty);
    }
}
