using System.Net;

namespace Youki.Runtime;

/// <summary>Where a registry is asked, as options and references write it: <c>host[:port]</c>, with a scheme and a path before and behind it where it is a mirror.</summary>
internal sealed record RegistryAddress
{
    private const string HttpsPrefix = "https://";
    private const string HttpPrefix = "http://";

    /// <summary>Host and port, in lower case, as credentials and options are looked up.</summary>
    public required string Host { get; init; }

    /// <summary>The scheme that was written. Null: none was.</summary>
    public string? Scheme { get; init; }

    /// <summary>What comes before the names of images, such as <c>proxy/hub</c>; empty: nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Reads an address; null where the text is none.</summary>
    public static RegistryAddress? TryParse(string? text)
    {
        var scheme = text is null ? null
            : text.StartsWith(HttpsPrefix, StringComparison.OrdinalIgnoreCase) ? Uri.UriSchemeHttps
            : text.StartsWith(HttpPrefix, StringComparison.OrdinalIgnoreCase) ? Uri.UriSchemeHttp
            : null;
        var rest = scheme is null ? text : text![(scheme.Length + Uri.SchemeDelimiter.Length)..];
        var slash = rest?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        var (host, prefix) = slash < 0 ? (rest, "") : (rest![..slash], rest[(slash + 1)..].TrimEnd('/'));

        // A name that an image could have there tells whether host and path are what they have to be; a host without dot or port needs one for that.
        return !string.IsNullOrEmpty(host) && IsReference(host, prefix) ? new() { Host = host.ToLowerInvariant(), Scheme = scheme, Prefix = prefix } : null;
    }

    /// <summary>Whether a host is this one: <c>localhost</c>, 127.0.0.0/8 or [::1].</summary>
    public static bool IsLoopback(string host) => host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsReference(string host, string prefix)
    {
        var probe = host.Contains(':', StringComparison.Ordinal) && !host.EndsWith(']') ? host : host + ":443";
        var name = prefix.Length == 0 ? "name" : $"{prefix}/name";
        return ImageReference.TryParse($"{probe}/{name}", out var reference)
            && string.Equals(reference.Registry, probe, StringComparison.OrdinalIgnoreCase) && reference.Repository == name && Uri.TryCreate($"{HttpsPrefix}{probe}/", UriKind.Absolute, out _);
    }
}
