using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.IntegrationTests.Support.Registries;

/// <summary>Stands before a registry and breaks what it is told to break; everything else passes as it is. Bodies are never kept, so layers of any size pass.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly HttpClient _upstream;
    private readonly Uri _upstreamUrl;
    private readonly List<ProxyRequest> _requests = [];
    private readonly List<PlannedFault> _plans = [];
    private TestServer _server = null!;

    private FaultProxy(Uri upstream)
    {
        _upstreamUrl = upstream;
        _upstream = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Host and port, as in references.</summary>
    public string Host => _server.Host;

    /// <summary>Where it listens, with a slash at its end.</summary>
    public Uri Url => _server.Url;

    /// <summary>What was asked for so far, in order.</summary>
    public IReadOnlyList<ProxyRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Starts a proxy.</summary>
    /// <param name="upstream">The registry, such as <see cref="DockerRegistry.Uri"/>.</param>
    /// <param name="certificate">Its certificate. Null: it speaks plain HTTP.</param>
    public static async Task<FaultProxy> StartAsync(Uri upstream, X509Certificate2? certificate = null)
    {
        var proxy = new FaultProxy(upstream);
        proxy._server = await TestServer.StartAsync(proxy.AnswerAsync, certificate);
        return proxy;
    }

    /// <summary>Plans a fault for the next requests that match. Of several plans for one request the first that is not used up counts.</summary>
    /// <param name="which">Which requests.</param>
    /// <param name="fault">What happens to them.</param>
    /// <param name="times">How often; then they pass.</param>
    public void Break(Func<ProxyRequest, bool> which, Fault fault, int times = int.MaxValue)
    {
        lock (_requests)
        {
            _plans.Add(new PlannedFault(which, fault, times));
        }
    }

    /// <summary>Everything passes again.</summary>
    public void Mend()
    {
        lock (_requests)
        {
            _plans.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _upstream.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var fault = Plan(context.Request);
        using var exchange = new ProxyExchange(context, _upstream, _upstreamUrl, _server.Stopping);
        try
        {
            await (fault is null ? exchange.PassAsync() : fault(exchange));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpRequestException)
        {
            context.Abort();
        }
    }

    private Fault? Plan(HttpRequest request)
    {
        var seen = new ProxyRequest(
            request.Method, request.Path.Value!, request.QueryString.Value ?? string.Empty, request.Headers.Range.FirstOrDefault(), request.Headers.Authorization.FirstOrDefault());
        lock (_requests)
        {
            _requests.Add(seen);
            return _plans.FirstOrDefault(plan => plan.Take(seen))?.Fault;
        }
    }
}
