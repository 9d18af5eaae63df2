using System.Text.RegularExpressions;

namespace Youki.Runtime.Cli;

/// <summary>Brings a runtime's error text into one line: without colours, backtrace and prefixes, each cause after a colon.</summary>
internal static partial class RuntimeMessage
{
    private const string Causes = "\n\nCaused by:\n";
    private const string Backtrace = "\n\nStack backtrace:";

    /// <summary>The message of a log entry.</summary>
    public static string Clean(RuntimeDialect dialect, string text)
    {
        text = Colours.Replace(text, string.Empty);
        text = text.Split(Backtrace, 2)[0];
        var parts = text.Split(Causes, 2);
        var lines = parts.Skip(1)
            .SelectMany(causes => causes.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(line => Number.Replace(line, string.Empty).Trim());
        var head = string.Join(' ', parts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return string.Join(": ", [dialect.MessagePrefix.Replace(head, string.Empty), .. lines]);
    }

    /// <summary>The message on standard error: what follows the most telling marker, else all of it.</summary>
    public static string FromStderr(RuntimeDialect dialect, string stderr)
    {
        var text = "\n" + Colours.Replace(stderr, string.Empty).TrimEnd();
        foreach (var marker in dialect.StderrMarkers)
        {
            if (text.LastIndexOf("\n" + marker, StringComparison.Ordinal) is >= 0 and var at)
            {
                text = text[(at + 1 + marker.Length)..];
                break;
            }
        }

        return Clean(dialect, text);
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m", RegexOptions.CultureInvariant)]
    private static partial Regex Colours { get; }

    [GeneratedRegex(@"^\s*[0-9]+: ", RegexOptions.CultureInvariant)]
    private static partial Regex Number { get; }
}
