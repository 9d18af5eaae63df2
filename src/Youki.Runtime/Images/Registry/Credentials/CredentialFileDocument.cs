using System.Text.Json.Serialization;

namespace Youki.Runtime.Images.Registry.Credentials;

/// <summary>A file as docker and podman write it. Source: docker/cli, config.json; containers/image, containers-auth.json(5).</summary>
internal sealed record CredentialFileDocument
{
    /// <summary>By registry, or registry and the beginning of an image's name.</summary>
    public IReadOnlyDictionary<string, CredentialEntry?>? Auths { get; init; }

    /// <summary>Names of helpers by registry.</summary>
    public IReadOnlyDictionary<string, string?>? CredHelpers { get; init; }

    /// <summary>The helper for all registries.</summary>
    public string? CredsStore { get; init; }

    [JsonIgnore]
    public static CredentialFileDocument Empty { get; } = new();
}
