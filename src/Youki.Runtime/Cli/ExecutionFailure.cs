using System.Text.Json;

namespace Youki.Runtime.Cli;

/// <summary>
/// Finds out that a container's process never became its program: youki's <c>start</c> returns before execve(2), so the failure is only in the log that the
/// making of the container was given, and in an exit code that a program may use as well.
/// </summary>
internal static class ExecutionFailure
{
    private const int LogBytes = 64 * 1024;

    /// <summary>The reason; null where the program ran.</summary>
    public static string? Find(RuntimeIdentity runtime, int exitCode, string logFile)
    {
        if (RuntimeDialect.Of(runtime.Flavor).ExecutionFailureCode != exitCode || !File.Exists(logFile))
        {
            return null;
        }

        foreach (var line in RuntimeLogFile.ReadFrom(logFile, 0, LogBytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                var entry = document.RootElement;
                if (Text(entry, "level") == "ERROR" && Text(entry, "message") is { } message)
                {
                    return string.Join(": ", new[] { "The program could not be executed", Text(entry, "filename")?.Trim('"'), message, Text(entry, "err") }.OfType<string>());
                }
            }
            catch (JsonException)
            {
                // A first line that was cut off.
            }
        }

        return null;
    }

    /// <summary>As above, where the runtime tells it as the only line of the container's output; null where the program ran.</summary>
    public static string? FindInOutput(RuntimeIdentity runtime, int exitCode, Func<string?> readOnlyLine)
    {
        var dialect = RuntimeDialect.Of(runtime.Flavor);
        if (dialect.ExecutionFailureLine is not { } pattern || !dialect.ExecutionFailureLineCodes.Contains(exitCode) || readOnlyLine() is not { } line)
        {
            return null;
        }

        return pattern.Match(line) is { Success: true } match ? $"The program could not be executed: {match.Groups["program"].Value}: {match.Groups["reason"].Value}"
            : dialect.HookFailureLine?.Match(line) is { Success: true } hook ? $"The program was not executed: hook StartContainer[{hook.Groups["index"].Value}] failed: {hook.Groups["reason"].Value}"
            : null;
    }

    private static string? Text(JsonElement entry, string key) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
