using System.Text.Json;

namespace Youki.Runtime.Cli;

/// <summary>Reads the JSON log of one call of a runtime.</summary>
internal static class RuntimeLog
{
    /// <summary>The entries in their order. Lines that are no objects (a cut first line, another program's text) are passed over.</summary>
    public static IReadOnlyList<RuntimeLogEntry> Parse(LogShape shape, string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => ParseLine(shape, line)).OfType<RuntimeLogEntry>()];

    /// <summary>The error that the command ended with. Null: none was logged.</summary>
    public static RuntimeLogEntry? LastError(LogShape shape, IReadOnlyList<RuntimeLogEntry> entries) =>
        entries.LastOrDefault(entry => entry.IsError && (shape.OwnTarget is null || entry.Target == shape.OwnTarget));

    private static RuntimeLogEntry? ParseLine(LogShape shape, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement is { ValueKind: JsonValueKind.Object } entry && Text(entry, shape.MessageKey) is { } message
                ? new(
                    string.Equals(Text(entry, shape.LevelKey), "error", StringComparison.OrdinalIgnoreCase) || Text(entry, shape.LevelKey) is "fatal",
                    message,
                    Text(entry, shape.TargetKey),
                    Text(entry, shape.DetailKey),
                    OciStatus.Parse(Text(entry, shape.StatusKey)))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement entry, string? key) =>
        key is not null && entry.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
