using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>
/// Names an image: <c>[REGISTRY/]NAME[:TAG][@DIGEST]</c> as Docker has it, or a transport with a path, such as <c>oci:/srv/images:web</c>.
/// <c>alpine</c> is <c>docker.io/library/alpine:latest</c>. Two references that lead to the same place are equal.
/// Source: distribution/reference (the grammar), containers/image transports (the prefixes).
/// </summary>
[JsonConverter(typeof(TextValueJsonConverter<ImageReference>))]
public readonly record struct ImageReference : IParsable<ImageReference>
{
    /// <summary>The registry of a reference that names none.</summary>
    public const string DefaultRegistry = "docker.io";

    /// <summary>The tag of a reference that has neither tag nor digest.</summary>
    public const string DefaultTag = "latest";

    /// <summary>Where it leads.</summary>
    public ImageTransport Transport { get; private init; }

    /// <summary>Host and port of the registry, such as <c>docker.io</c> or <c>localhost:5000</c>. Null: it leads to no registry.</summary>
    public string? Registry { get; private init; }

    /// <summary>The name in the registry, such as <c>library/alpine</c>. Null: it leads to no registry.</summary>
    public string? Repository { get; private init; }

    /// <summary>
    /// The tag. For a registry null only where there is a digest; for <c>oci:</c> and <c>oci-archive:</c> the name in their index, for <c>docker-archive:</c> the
    /// name and tag in it; there null means the only image that it holds.
    /// </summary>
    public string? Tag { get; private init; }

    /// <summary>The digest of the manifest or index. With a tag too, the digest decides. Null: none was given.</summary>
    public Digest? Digest { get; private init; }

    /// <summary>The absolute path of the directory or file. Null: it leads to a registry.</summary>
    public string? Path { get; private init; }

    /// <summary>Reads a reference.</summary>
    /// <exception cref="FormatException">The text is none; the message says what is wrong with it.</exception>
    public static ImageReference Parse(string s, IFormatProvider? provider = null)
    {
        var fault = ImageReferenceGrammar.TryParse(s, out var parts);
        return fault is null ? From(parts!) : throw new FormatException(fault);
    }

    /// <summary>Reads a reference; false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ImageReference result)
    {
        var valid = ImageReferenceGrammar.TryParse(s, out var parts) is null;
        result = valid ? From(parts!) : default;
        return valid;
    }

    /// <summary>Reads a reference; false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out ImageReference result) => TryParse(s, null, out result);

    /// <summary>The same repository with another tag and no digest.</summary>
    /// <exception cref="FormatException">The tag is none.</exception>
    /// <exception cref="InvalidOperationException">It leads to no registry.</exception>
    public ImageReference WithTag(string tag) => Parse($"{Name}:{tag}");

    /// <summary>The same repository by digest alone.</summary>
    /// <exception cref="InvalidOperationException">It leads to no registry.</exception>
    public ImageReference WithDigest(Digest digest) => Parse($"{Name}@{digest.Value}");

    /// <summary>Registry and repository, such as <c>docker.io/library/alpine</c>.</summary>
    /// <exception cref="InvalidOperationException">It leads to no registry.</exception>
    public string Name => Transport == ImageTransport.Registry && Registry is not null ? $"{Registry}/{Repository}"
        : throw new InvalidOperationException($"'{this}' is in no registry.");

    /// <summary>As people write it: <c>alpine:3</c> for <c>docker.io/library/alpine:3</c>.</summary>
    public string ToShortString() => Registry != DefaultRegistry ? ToString()
        : (Repository!.StartsWith("library/", StringComparison.Ordinal) ? Repository["library/".Length..] : Repository) + Suffix;

    /// <summary>The whole reference with everything that was left out, such as <c>docker.io/library/alpine:latest</c>; empty for <c>default</c>.</summary>
    public override string ToString() => Transport == ImageTransport.Registry
        ? Registry is null ? string.Empty : Name + Suffix
        : ImageReferenceGrammar.PrefixOf(Transport) + Path + (Tag is null ? "" : $":{Tag}");

    private string Suffix => (Tag is null ? "" : $":{Tag}") + (Digest is { } digest ? $"@{digest}" : "");

    private static ImageReference From(ImageReferenceParts parts) => new()
    {
        Transport = parts.Transport,
        Registry = parts.Registry,
        Repository = parts.Repository,
        Tag = parts.Tag,
        Digest = parts.Digest,
        Path = parts.Path,
    };
}
