namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads one part of an SELinux label: <c>disable</c>, or <c>user:</c>, <c>role:</c>, <c>type:</c>, <c>level:</c> or <c>filetype:</c> and a value.</summary>
internal static class SelinuxText
{
    /// <exception cref="FormatException">It is something else.</exception>
    public static SelinuxConfig Add(SelinuxConfig? config, string text)
    {
        var parts = text.Split(':', 2);
        var label = config ?? new SelinuxConfig();
        return (parts[0], parts.ElementAtOrDefault(1)) switch
        {
            ("disable", null) => label with { Disable = true },
            ("user", { Length: > 0 } value) => label with { User = value },
            ("role", { Length: > 0 } value) => label with { Role = value },
            ("type", { Length: > 0 } value) => label with { Type = value },
            ("level", { Length: > 0 } value) => label with { Level = value },
            ("filetype", { Length: > 0 } value) => label with { FileType = value },
            _ => throw new FormatException("a label is disable, or user:, role:, type:, level: or filetype: and a value."),
        };
    }
}
