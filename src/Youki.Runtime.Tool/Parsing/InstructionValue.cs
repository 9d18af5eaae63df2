using System.Globalization;
using System.Text;
using System.Text.Json;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads what follows an instruction of a Dockerfile. Source: docker/buildx documentation, "Dockerfile reference".</summary>
internal static class InstructionValue
{
    private static readonly string[] Shell = ["/bin/sh", "-c"];

    /// <summary>A JSON array of words, or a line for the shell.</summary>
    public static IReadOnlyList<string> CommandLine(string value) => JsonList(value) ?? [.. Shell, value];

    /// <summary>A JSON array of words, or words.</summary>
    public static IReadOnlyList<string> List(string value) => JsonList(value) ?? Words(value);

    /// <summary><c>KEY=VALUE</c> and more of them, or one <c>KEY VALUE</c>.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Pairs(string instruction, string value)
    {
        var words = Words(value);
        if (!words[0].Contains('='))
        {
            var parts = value.Split([' ', '\t'], 2, StringSplitOptions.TrimEntries);
            words = parts.Length == 2 ? [$"{parts[0]}={Unquoted(parts[1])}"] : throw Bad(instruction, value);
        }

        return [.. words.Select(word => word.Split('=', 2)).Select(parts => parts is [{ Length: > 0 }, _] ? KeyValuePair.Create(parts[0], parts[1]) : throw Bad(instruction, value))];
    }

    /// <summary>Words, separated by blanks; quotes and backslashes keep blanks in.</summary>
    public static IReadOnlyList<string> Words(string value)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var isWord = false;
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            if (quote == '\0' && char.IsWhiteSpace(character))
            {
                Complete(words, word, isWord);
                isWord = false;
                continue;
            }

            isWord = true;
            if (character == '\\' && quote != '\'' && i + 1 < value.Length)
            {
                word.Append(value[++i]);
            }
            else if (character is '"' or '\'' && (quote == '\0' || quote == character))
            {
                quote = quote == '\0' ? character : '\0';
            }
            else
            {
                word.Append(character);
            }
        }

        Complete(words, word, isWord);
        return words;
    }

    /// <summary>The value as one word, without its quotes.</summary>
    public static string Unquoted(string value) => value is ['"', .., '"'] or ['\'', .., '\''] ? string.Concat(Words(value)) : value;

    /// <summary>A port with its protocol.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string Port(string text)
    {
        var parts = text.Split('/');
        var protocol = parts.Length == 2 ? parts[1].ToLowerInvariant() : "tcp";
        return parts.Length <= 2 && protocol is "tcp" or "udp" or "sctp" && ushort.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? $"{port}/{protocol}"
            : throw new UsageException($"'{text}' is not a port: give a number with /tcp, /udp or /sctp.");
    }

    /// <summary>A signal, as the image will say it.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string SignalOf(string text) => Signal.TryParse(text, out _) ? text : throw new UsageException($"'{text}' is not a signal: give a name such as SIGTERM, or a number.");

    private static void Complete(List<string> words, StringBuilder word, bool isWord)
    {
        if (isWord)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    private static IReadOnlyList<string>? JsonList(string value)
    {
        try
        {
            return value.StartsWith('[') ? JsonSerializer.Deserialize(value, ToolJson.Default.IReadOnlyListString) : null;
        }
        catch (JsonException)
        {
            // As docker: what is no JSON is a line for the shell.
            return null;
        }
    }

    private static UsageException Bad(string instruction, string value) => new($"'{instruction} {value}' is not understood: give {instruction} KEY=VALUE.");
}
