using System.Text;
using System.Text.Json;

namespace Youki.Runtime.Supervision;

/// <summary>conmon's answer: one line, <c>{"data": PID}</c> or <c>{"data": -1, "message": "…"}</c>; for a command in a container a second one with its exit code.</summary>
internal readonly record struct MonitorAnswer(int Pid, string? Message)
{
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

    private static MonitorAnswer ParseLine(ReadOnlySpan<byte> content)
    {
        // Before 2.2.0 the runtime's bytes were passed on as they were, valid UTF-8 or not.
        var text = Encoding.UTF8.GetString(content);
        try
        {
            using var document = JsonDocument.Parse(text);
            return new MonitorAnswer(
                document.RootElement.GetProperty("data").GetInt32(),
                document.RootElement.TryGetProperty("message", out var message) ? message.GetString() : null);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new MonitorAnswer(-1, text.Trim());
        }
    }
}
