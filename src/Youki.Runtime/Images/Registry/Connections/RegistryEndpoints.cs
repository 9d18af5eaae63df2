namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>Where images of a registry are asked for.</summary>
internal static class RegistryEndpoints
{
    private const string DockerHubHost = "registry-1.docker.io";

    private static readonly string[] Https = [Uri.UriSchemeHttps];
    private static readonly string[] Http = [Uri.UriSchemeHttp];
    private static readonly string[] HttpsThenHttp = [Uri.UriSchemeHttps, Uri.UriSchemeHttp];

    /// <summary>The mirrors in their order, and the registry itself.</summary>
    public static IReadOnlyList<RegistryEndpoint> Of(ImageReference reference, ImageOptions options) =>
    [
        .. (OptionsOf(reference.Registry!, options)?.Mirrors ?? []).Select(mirror => Mirror(mirror, reference, options)),
        Itself(reference.Registry!, reference.Repository!, options),
    ];

    /// <summary>The registry itself.</summary>
    public static RegistryEndpoint Itself(string registry, string repository, ImageOptions options) => new()
    {
        Name = registry,
        Authority = AuthorityOf(registry),
        Repository = repository,
        Schemes = SchemesOf(registry, null, options),
    };

    /// <summary>What the options say of a registry, by its name in references or by the host that is spoken to. Null: nothing.</summary>
    public static RegistryOptions? OptionsOf(string registry, ImageOptions options)
    {
        var name = registry == DockerHubHost ? ImageReference.DefaultRegistry : registry;
        return options.Registries.FirstOrDefault(entry => string.Equals(entry.Value.Host ?? entry.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
    }

    private static RegistryEndpoint Mirror(string text, ImageReference reference, ImageOptions options)
    {
        var address = RegistryAddress.TryParse(text)
            ?? throw new RegistryException(reference.ToString(), text, $"Mirror '{text}' of registry '{reference.Registry}' is no address. Write host[:port], https://host[:port]/path or http://host[:port]/path.");
        return new()
        {
            Name = address.Host,
            Authority = AuthorityOf(address.Host),
            Repository = address.Prefix.Length == 0 ? reference.Repository! : $"{address.Prefix}/{reference.Repository}",
            Schemes = SchemesOf(address.Host, address.Scheme, options),
            IsMirror = true,
        };
    }

    private static string AuthorityOf(string registry) => registry == ImageReference.DefaultRegistry ? DockerHubHost : registry;

    private static string[] SchemesOf(string registry, string? written, ImageOptions options) =>
        written is not null ? (written == Uri.UriSchemeHttp ? Http : Https)
        : OptionsOf(registry, options)?.PlainHttp == true ? Http
        : RegistryAddress.IsLoopback(HostOf(registry)) ? HttpsThenHttp
        : Https;

    private static string HostOf(string registry)
    {
        var colon = registry.LastIndexOf(':');
        return colon < 0 || registry.EndsWith(']') ? registry : registry[..colon];
    }
}
