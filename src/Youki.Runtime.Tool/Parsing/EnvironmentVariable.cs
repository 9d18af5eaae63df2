namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads <c>NAME=VALUE</c>, or <c>NAME</c> for the host's value.</summary>
internal static class EnvironmentVariable
{
    /// <returns>The variable; null where the host has none of that name, as docker leaves it out.</returns>
    /// <exception cref="UsageException">It has no name.</exception>
    public static KeyValuePair<string, string>? Read(string text, Func<string, string?> hostValue)
    {
        var parts = text.Split('=', 2);
        if (parts[0].Length == 0)
        {
            throw new UsageException($"'{text}' is not an environment variable: give NAME=VALUE, or NAME for the host's value.");
        }

        var value = parts.Length == 2 ? parts[1] : hostValue(parts[0]);
        return value is null ? null : new(parts[0], value);
    }
}
