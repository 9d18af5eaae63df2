using System.Text.RegularExpressions;

namespace Youki.Runtime;

/// <summary>Takes references apart. Source: distribution/reference, reference.go and normalize.go.</summary>
internal static partial class ImageReferenceGrammar
{
    /// <summary>Characters of registry and repository together.</summary>
    private const int MaxNameLength = 255;
    private const int MaxLength = 4096;
    private const string OfficialPrefix = "library/";

    private static readonly (string Prefix, ImageTransport Transport)[] Transports =
    [
        ("oci:", ImageTransport.OciDirectory),
        ("oci-archive:", ImageTransport.OciArchive),
        ("docker-archive:", ImageTransport.DockerArchive),
        ("dir:", ImageTransport.Directory),
    ];

    public static string PrefixOf(ImageTransport transport) => Transports.First(known => known.Transport == transport).Prefix;

    /// <summary>Reads a reference.</summary>
    /// <returns>Null, or what is wrong with it as a sentence.</returns>
    public static string? TryParse(string? text, out ImageReferenceParts? parts)
    {
        parts = null;
        if (string.IsNullOrEmpty(text))
        {
            return "An image reference is empty.";
        }

        if (text.Length > MaxLength || text.Any(char.IsControl))
        {
            return text.Length > MaxLength ? $"An image reference has more than {MaxLength} characters." : "An image reference holds control characters.";
        }

        var (prefix, transport) = Transports.FirstOrDefault(known => text.StartsWith(known.Prefix, StringComparison.Ordinal));
        return prefix is null ? TryParseRegistry(text, out parts) : TryParsePath(text, text[prefix.Length..], transport, out parts);
    }

    private static string? TryParsePath(string text, string rest, ImageTransport transport, out ImageReferenceParts? parts)
    {
        parts = null;

        // A root file system has no tag, so its path may hold ':'. Of the others the tag begins at the first one, as with skopeo.
        var colon = transport == ImageTransport.Directory ? -1 : rest.IndexOf(':', StringComparison.Ordinal);
        var path = colon < 0 ? rest : rest[..colon];
        var tag = colon < 0 ? null : rest[(colon + 1)..];
        if (!ContainerPath.IsAbsolute(path))
        {
            return $"Image reference '{text}' names no absolute path.";
        }

        if (tag is not null && !LayoutName().IsMatch(tag))
        {
            return $"Image reference '{text}' has no valid name behind its path: letters, digits, '-', '_', '.', ':', '@', '+', '/'.";
        }

        parts = new ImageReferenceParts { Transport = transport, Path = path, Tag = tag };
        return null;
    }

    private static string? TryParseRegistry(string text, out ImageReferenceParts? parts)
    {
        parts = null;
        Digest? digest = null;
        var rest = text;
        if (text.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at)
        {
            if (!Digest.TryParse(text[(at + 1)..], out var parsed))
            {
                return $"Image reference '{text}' has no valid digest behind '@': sha256: and 64, or sha512: and 128 lower-case hexadecimal digits.";
            }

            (digest, rest) = (parsed, text[..at]);
        }

        string? tag = null;
        if (rest.LastIndexOf(':') is >= 0 and var colon && rest.IndexOf('/', colon) < 0)
        {
            (tag, rest) = (rest[(colon + 1)..], rest[..colon]);
            if (!TagText().IsMatch(tag))
            {
                return $"Image reference '{text}' has no valid tag '{tag}': 1 to 128 letters, digits, '_', '.' and '-', not '.' or '-' first.";
            }
        }

        var (registry, repository) = SplitName(rest);
        if (!Domain().IsMatch(registry) || !Uri.TryCreate($"https://{registry}/", UriKind.Absolute, out _))
        {
            return $"Image reference '{text}' has no valid registry '{registry}': a host name or address, and a port if need be.";
        }

        if (!RepositoryText().IsMatch(repository) || IsIdentifier(rest))
        {
            return $"Image reference '{text}' has no valid name '{repository}': lower-case letters and digits, with single '.', '_', '__' or '-'s between them, in parts separated by '/'.";
        }

        if (registry.Length + 1 + repository.Length > MaxNameLength)
        {
            return $"Image reference '{text}' has a name of more than {MaxNameLength} characters.";
        }

        parts = new ImageReferenceParts
        {
            Transport = ImageTransport.Registry,
            Registry = registry,
            Repository = repository,
            Tag = tag ?? (digest is null ? ImageReference.DefaultTag : null),
            Digest = digest,
        };
        return null;
    }

    private static (string Registry, string Repository) SplitName(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        var isDomain = first.AsSpan().ContainsAny(".:") || first == "localhost" || first.Any(char.IsAsciiLetterUpper);
        var (registry, repository) = isDomain ? (first, name[(slash + 1)..]) : (ImageReference.DefaultRegistry, name);
        registry = registry == "index.docker.io" ? ImageReference.DefaultRegistry : registry.ToLowerInvariant();
        return registry == ImageReference.DefaultRegistry && !repository.Contains('/', StringComparison.Ordinal)
            ? (registry, OfficialPrefix + repository)
            : (registry, repository);
    }

    // 64 hexadecimal digits are an image's id wherever images are named.
    private static bool IsIdentifier(string name) => name.Length == 64 && !name.AsSpan().ContainsAnyExcept(Digest.LowerHex);

    [GeneratedRegex(@"^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]{1,5})?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Domain();

    [GeneratedRegex(@"^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex RepositoryText();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z", RegexOptions.NonBacktracking)]
    private static partial Regex TagText();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.:@+/-]{0,255}\z", RegexOptions.NonBacktracking)]
    private static partial Regex LayoutName();
}
