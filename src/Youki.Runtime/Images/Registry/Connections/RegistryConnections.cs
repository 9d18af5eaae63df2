using System.Collections.Concurrent;
using System.Reflection;

namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>The connections to all hosts, kept for reuse.</summary>
internal sealed class RegistryConnections(IRegistryHandlerFactory handlers, ImageOptions options, TimeProvider time) : IDisposable
{
    private static readonly string UserAgent = $"Youki.Runtime/{typeof(RegistryConnections).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "0"}";

    private readonly ConcurrentDictionary<string, Lazy<HttpMessageInvoker>> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _schemes = new(StringComparer.OrdinalIgnoreCase);

    public ImageOptions Options => options;

    public TimeProvider Time => time;

    /// <summary>Sends a request as it is; the answer's body is still to come.</summary>
    /// <exception cref="StallException">No answer came in time.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var guard = new StallGuard(options.StallTimeout, time);
        return await SendAsync(request, guard, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same, where the sending of the body itself is headway.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, StallGuard guard, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        var invoker = InvokerOf(request.RequestUri!.Authority);
        var response = await guard.RunAsync(
            (invoker, request),
            static (state, token) => new ValueTask<HttpResponseMessage>(state.invoker.SendAsync(state.request, token)),
            cancellationToken).ConfigureAwait(false);
        response.RequestMessage ??= request;
        return response;
    }

    /// <summary>The address of an endpoint. Where two schemes may be spoken, the first that is.</summary>
    public async ValueTask<Uri> BaseAddressAsync(RegistryEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Schemes is [var only])
        {
            return Address(only, endpoint);
        }

        if (!_schemes.TryGetValue(endpoint.Authority, out var scheme))
        {
            scheme = await FindSchemeAsync(endpoint, cancellationToken).ConfigureAwait(false);
            _schemes[endpoint.Authority] = scheme;
        }

        return Address(scheme, endpoint);
    }

    public void Dispose()
    {
        foreach (var host in _hosts.Values.Where(host => host.IsValueCreated))
        {
            host.Value.Dispose();
        }
    }

    private async Task<string> FindSchemeAsync(RegistryEndpoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address(Uri.UriSchemeHttps, endpoint), "/v2/"));
            using var answer = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            return Uri.UriSchemeHttps;
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.SecureConnectionError && !RegistryFailures.IsCertificateRefusal(exception))
        {
            // A server that speaks TLS after all, but not with us, calls a request without it a bad one.
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address(Uri.UriSchemeHttp, endpoint), "/v2/"));
            using var answer = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            return answer.StatusCode != System.Net.HttpStatusCode.BadRequest ? Uri.UriSchemeHttp : throw new HttpRequestException(exception.HttpRequestError, exception.Message, exception);
        }
    }

    private static Uri Address(string scheme, RegistryEndpoint endpoint) => new($"{scheme}{Uri.SchemeDelimiter}{endpoint.Authority}/");

    private HttpMessageInvoker InvokerOf(string authority) =>
        _hosts.GetOrAdd(authority, host => new Lazy<HttpMessageInvoker>(() => new HttpMessageInvoker(handlers.Create(host)))).Value;
}
