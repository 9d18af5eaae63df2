using System.Globalization;
using System.Text.Json;

namespace Youki.Runtime.Security.Seccomp;

/// <summary>Reads profiles, docker's and OCI's alike.</summary>
internal static class SeccompProfileReader
{
    /// <summary>Well above any profile that means something: docker's has 13 KB.</summary>
    public const int MaxLength = 1_048_576;

    /// <summary>Reads a profile of which it is known that it has no errors.</summary>
    /// <exception cref="FormatException">It has one.</exception>
    public static SeccompProfile Read(string text) => TryRead(text, out var profile) is [] ? profile! : throw new FormatException("The seccomp profile has errors.");

    /// <summary>All errors of a profile, each with its place.</summary>
    public static IReadOnlyList<string> TryRead(string text, out SeccompProfile? profile)
    {
        profile = null;
        if (text.Length > MaxLength)
        {
            return [string.Create(CultureInfo.InvariantCulture, $"it is longer than {MaxLength} characters.")];
        }

        try
        {
            profile = JsonSerializer.Deserialize(text, SeccompJson.Default.SeccompProfile);
            return profile is null ? ["it is null."] : [.. SeccompProfileChecks.Of(profile)];
        }
        catch (JsonException exception)
        {
            return [string.Create(CultureInfo.InvariantCulture, $"line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}: {ReasonOf(exception)}")];
        }
    }

    /// <summary>Without the place, which stands before it in our words.</summary>
    private static string ReasonOf(JsonException exception)
    {
        var reason = exception.Message;
        foreach (var place in (string[])[" Path: ", " LineNumber: "])
        {
            var end = reason.IndexOf(place, StringComparison.Ordinal);
            reason = end < 0 ? reason : reason[..end];
        }

        return exception.Path is { Length: > 1 } path ? $"{path[2..]}: {reason}" : reason;
    }
}
