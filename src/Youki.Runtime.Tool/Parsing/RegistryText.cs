namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads the name of a registry, and what is said of one.</summary>
internal static class RegistryText
{
    private const string Secure = "https://";

    /// <summary>Reads host and port; <c>https://</c> before it and <c>/</c> behind it are left out, and docker's old name of its hub becomes <c>docker.io</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string Parse(string text)
    {
        var host = text.StartsWith(Secure, StringComparison.Ordinal) ? text[Secure.Length..] : text;
        host = host.TrimEnd('/');
        host = host == "index.docker.io/v1" ? ImageReference.DefaultRegistry : host;

        // A reference begins with a registry where that cannot be taken for a part of a name.
        return !host.Contains('/') && ImageReference.TryParse($"{host}/name", out var reference) && reference.Repository == NameAt(reference.Registry)
            ? reference.Registry!
            : throw new UsageException($"'{text}' is not a registry: give host or host:port, such as registry.example:5000.");
    }

    /// <summary>Reads <c>REGISTRY=VALUE</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static KeyValuePair<string, string> ParsePair(string option, string text)
    {
        var parts = text.Split('=', 2);
        return parts is [var registry, { Length: > 0 } value]
            ? new(Parse(registry), value)
            : throw new UsageException($"{option}: '{text}' says nothing of a registry: give REGISTRY=VALUE.");
    }

    private static string NameAt(string? registry) => registry == ImageReference.DefaultRegistry ? "library/name" : "name";
}
