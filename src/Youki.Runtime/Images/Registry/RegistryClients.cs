using Microsoft.Extensions.Logging;
using Youki.Runtime.Execution;
using Youki.Runtime.Images.Registry.Authorization;
using Youki.Runtime.Images.Registry.Connections;
using Youki.Runtime.Images.Registry.Credentials;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Registry;

/// <summary>Opens images in registries. Connections and tokens are kept between them.</summary>
internal sealed class RegistryClients : IDisposable
{
    private readonly ImageOptions _options;
    private readonly RetryPace _pace;
    private readonly RegistryLog _log;
    private readonly RegistryConnections _connections;
    private readonly TokenCache _tokens;
    private readonly TokenClient _tokenClient;

    /// <summary>Makes the clients.</summary>
    /// <param name="options">How images are fetched.</param>
    /// <param name="handlers">What requests go through. Null: connections of this library's own.</param>
    /// <param name="runner">Runs credential helpers.</param>
    /// <param name="time">Whose time it is.</param>
    /// <param name="loggers">Where it is told.</param>
    /// <param name="pace">How long the waits between attempts are. Null: as users have it.</param>
    /// <param name="paths">Where podman and docker keep credentials. Null: as this process's environment says.</param>
    public RegistryClients(
        ImageOptions options, IRegistryHandlerFactory? handlers, IProcessRunner runner, TimeProvider time, ILoggerFactory loggers, RetryPace? pace = null, CredentialPaths? paths = null)
    {
        _options = options;
        _pace = pace ?? new RetryPace();
        _log = new RegistryLog(loggers.CreateLogger<RegistryLog>());
        _connections = new RegistryConnections(handlers ?? new RegistryHandlers(options), options, time);
        _tokens = new TokenCache(time);
        _tokenClient = new TokenClient(_connections);
        Credentials = new CredentialStore(options, paths ?? CredentialPaths.OfThisProcess, new CredentialHelper(runner), _log);
        Accounts = new RegistryAccounts(this, options, Credentials, new CredentialFileWriter(time), _log);
    }

    /// <summary>Login and logout.</summary>
    public IRegistryAccounts Accounts { get; }

    public CredentialStore Credentials { get; }

    /// <summary>Opens an image for reading. Nothing is asked yet.</summary>
    /// <param name="reference">The image; it leads to a registry.</param>
    /// <param name="credentials">Who asks the registry itself. Null: who the options and files say. Mirrors get those of their own host only.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IImageSource> OpenSourceAsync(ImageReference reference, RegistryCredentials? credentials, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var endpoints = RegistryEndpoints.Of(reference, _options);

        // Behind a mirror stands another one: there is no point in patience.
        var sessions = endpoints.Select(endpoint => OpenSession(
            reference.ToString(),
            endpoint,
            RegistryScope.Pull(endpoint.Repository),
            endpoint.IsMirror ? null : credentials,
            endpoint.IsMirror ? Math.Min(1, _options.MaxRetries) : _options.MaxRetries));
        return Task.FromResult<IImageSource>(new RegistrySource(reference, [.. sessions], _pace, _log));
    }

    /// <summary>Opens an image for writing, in the registry itself. Nothing is asked yet.</summary>
    public Task<IImageTarget> OpenTargetAsync(ImageReference reference, RegistryCredentials? credentials, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var endpoint = RegistryEndpoints.Itself(reference.Registry!, reference.Repository!, _options);
        return Task.FromResult<IImageTarget>(
            new RegistryTarget(reference, OpenSession(reference.ToString(), endpoint, RegistryScope.Push(endpoint.Repository), credentials, _options.MaxRetries)));
    }

    /// <summary>Opens a way to ask an endpoint.</summary>
    public RegistrySession OpenSession(string image, RegistryEndpoint endpoint, string scope, RegistryCredentials? credentials, int retries)
    {
        var authorization = new RegistryAuthorization(
            image,
            endpoint,
            scope,
            token => credentials is not null ? Task.FromResult<RegistryCredentials?>(credentials) : Credentials.FindAsync(endpoint.Name, endpoint.Repository, token),
            RegistryEndpoints.OptionsOf(endpoint.Name, _options)?.TokenHosts ?? [],
            _tokens,
            _tokenClient);
        return new RegistrySession(image, endpoint, authorization, _connections, retries, _pace, _log);
    }

    public void Dispose() => _connections.Dispose();
}
