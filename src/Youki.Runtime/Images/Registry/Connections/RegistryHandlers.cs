namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>Connections of this library's own, with the certificates of the options.</summary>
internal sealed class RegistryHandlers(ImageOptions options) : IRegistryHandlerFactory
{
    // Registries move; a connection that is kept for ever would not follow.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public HttpMessageHandler Create(string host) => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = options.StallTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        SslOptions = RegistryCertificates.Options(host, RegistryEndpoints.OptionsOf(host, options)),
    };
}
