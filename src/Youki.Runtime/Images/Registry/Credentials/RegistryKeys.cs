namespace Youki.Runtime.Images.Registry.Credentials;

/// <summary>The names under which files and helpers know a registry.</summary>
internal static class RegistryKeys
{
    /// <summary>What docker calls docker.io.</summary>
    public const string DockerHub = "https://index.docker.io/v1/";

    private static readonly string[] DockerHubNames = ["docker.io", "index.docker.io", "registry-1.docker.io"];

    /// <summary>What a registry is stored as.</summary>
    public static string StoredName(string registry) => registry == ImageReference.DefaultRegistry ? DockerHub : registry;

    /// <summary>What a helper is asked for, in this order.</summary>
    public static IReadOnlyList<string> HelperNames(string registry) => registry == ImageReference.DefaultRegistry ? [DockerHub, registry] : [registry];

    /// <summary>Whether a name in a file is the registry's, without the beginning of an image's name behind it.</summary>
    public static bool Names(string key, string registry)
    {
        var host = HostOf(key);
        return string.Equals(host, registry, StringComparison.OrdinalIgnoreCase)
            || (registry == ImageReference.DefaultRegistry && DockerHubNames.Contains(host, StringComparer.OrdinalIgnoreCase));
    }

    // Old files hold whole addresses, such as https://registry.example/v1/. Without a scheme, a path is the beginning of an image's name.
    private static string HostOf(string key)
    {
        var scheme = key.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : key.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
        var rest = key[scheme..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return scheme > 0 && slash >= 0 ? rest[..slash] : rest;
    }
}
