using System.Text;
using System.Text.Json;

namespace Youki.Runtime.Supervision;

/// <summary>conmon's answer: one line, <c>{"data": PID}</c> or <c>{"data": -1, "message": "…"}</c>; for a command in a container a second one with its exit
/// code. One that does not know <c>--api-version</c> says <c>{"pid": PID}</c>.</summary>
internal readonly record struct MonitorAnswer(int Pid, string? Message)
{
    // \u and three of its four digits.
    private const int LongestEscape = 5;

    /// <summary>The answer; null where it is not there yet, or not whole.</summary>
    public static MonitorAnswer? Parse(ReadOnlySpan<byte> content)
    {
        var end = content.IndexOf((byte)'\n');
        return end < 0 ? null : ParseLine(content[..end]);
    }

    /// <summary>The second answer; null where it is not there yet, or not whole.</summary>
    public static MonitorAnswer? ParseSecond(ReadOnlySpan<byte> content)
    {
        var first = content.IndexOf((byte)'\n');
        return first < 0 ? null : Parse(content[(first + 1)..]);
    }

    /// <summary>What a monitor that has ended has left as its answer, whole or broken off; null where that is nothing.</summary>
    public static MonitorAnswer? ParseLast(ReadOnlySpan<byte> content) => Parse(content) ?? (content.IsEmpty ? null : ParseLine(content));

    private static MonitorAnswer ParseLine(ReadOnlySpan<byte> content)
    {
        // Before 2.2.0 the runtime's bytes were passed on as they were, valid UTF-8 or not.
        var text = Encoding.UTF8.GetString(content).Trim();
        if (TryParse(text) is { } answer)
        {
            return answer;
        }

        // A message may be broken off, in the middle of an escape too.
        for (var cut = 0; cut <= Math.Min(LongestEscape, text.Length); cut++)
        {
            if (TryParse($"{text[..^cut]}\"}}") is { Message: not null } broken)
            {
                return broken with { Pid = -1 };
            }
        }

        return new MonitorAnswer(-1, text);
    }

    private static MonitorAnswer? TryParse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var answer = document.RootElement;
            return new MonitorAnswer(
                (answer.TryGetProperty("data", out var number) ? number : answer.GetProperty("pid")).GetInt32(),
                answer.TryGetProperty("message", out var message) ? message.GetString() : null);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
