using System.Text.Json;
using System.Text.Unicode;

namespace Youki.Runtime.Tool.Output;

/// <summary>Writes a container's output as JSON, one document a line.</summary>
internal static class LogJsonCopy
{
    public static async Task CopyAsync(IAsyncEnumerable<LogEntry> entries, TextWriter output, CancellationToken cancellationToken)
    {
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(LineOf(entry), LogJson.Default.LogLine).AsMemory(), cancellationToken);
        }
    }

    private static LogLine LineOf(LogEntry entry)
    {
        var line = new LogLine { Time = entry.Timestamp, Stream = entry.Stream, Partial = entry.Partial };
        return Utf8.IsValid(entry.Content.Span)
            ? line with { Text = System.Text.Encoding.UTF8.GetString(entry.Content.Span) }
            : line with { Base64 = Convert.ToBase64String(entry.Content.Span) };
    }
}
