namespace Youki.Runtime.Tool.Sessions;

/// <summary>What the command line or the environment says of registries.</summary>
internal sealed record RegistrySettings
{
    /// <summary>Registries that are spoken to by plain HTTP.</summary>
    public IReadOnlyList<string> PlainHttp { get; init; } = [];

    /// <summary>For a registry, a file of certificates that its own must lead to.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> AuthorityFiles { get; init; } = [];

    /// <summary>For a registry, a host that is asked first; in the order of asking.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Mirrors { get; init; } = [];

    /// <summary>Files with credentials.</summary>
    public IReadOnlyList<string> CredentialFiles { get; init; } = [];

    public bool IsEmpty => PlainHttp.Count + AuthorityFiles.Count + Mirrors.Count + CredentialFiles.Count == 0;

    public void AddTo(ImageOptions images)
    {
        foreach (var registry in PlainHttp)
        {
            Of(images, registry).PlainHttp = true;
        }

        foreach (var (registry, file) in AuthorityFiles)
        {
            Of(images, registry).CertificateAuthorityFile = file;
        }

        foreach (var (registry, mirror) in Mirrors)
        {
            Of(images, registry).Mirrors.Add(mirror);
        }

        foreach (var file in CredentialFiles)
        {
            images.CredentialFiles.Add(file);
        }
    }

    private static RegistryOptions Of(ImageOptions images, string registry)
    {
        if (!images.Registries.TryGetValue(registry, out var options))
        {
            images.Registries[registry] = options = new RegistryOptions();
        }

        return options;
    }
}
