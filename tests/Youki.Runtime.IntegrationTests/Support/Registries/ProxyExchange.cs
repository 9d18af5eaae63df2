using Microsoft.AspNetCore.Http;

namespace Youki.Runtime.IntegrationTests.Support.Registries;

/// <summary>One request on its way through a <see cref="FaultProxy"/>, as a <see cref="Fault"/> sees it.</summary>
internal sealed class ProxyExchange(HttpContext context, HttpClient upstream, Uri upstreamUrl, CancellationToken stopping) : IDisposable
{
    private static readonly HashSet<string> NotForwarded = new(StringComparer.OrdinalIgnoreCase) { "Host", "Connection", "Transfer-Encoding", "Keep-Alive" };

    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);

    public HttpContext Context => context;

    public HttpResponse Response => context.Response;

    /// <summary>Ends when the client has gone or the proxy stops.</summary>
    public CancellationToken Ended => _end.Token;

    /// <summary>Hands the request to the registry.</summary>
    public async Task<HttpResponseMessage> ForwardAsync(bool withRange = true)
    {
        var incoming = context.Request;
        using var request = new HttpRequestMessage(new HttpMethod(incoming.Method), new Uri(upstreamUrl, incoming.Path.ToUriComponent() + incoming.QueryString));
        if (incoming.ContentLength > 0 || incoming.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(incoming.Body);
        }

        foreach (var (name, values) in incoming.Headers.Where(header => !NotForwarded.Contains(header.Key) && (withRange || header.Key != "Range")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        // What the registry says of itself leads back here.
        request.Headers.Host = incoming.Host.Value;
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", incoming.Scheme);
        return await upstream.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ended);
    }

    /// <summary>Takes over status and headers of the registry's answer, the framing too.</summary>
    public void TakeHead(HttpResponseMessage answer)
    {
        Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !NotForwarded.Contains(header.Key)))
        {
            Response.Headers[name] = values.ToArray();
        }
    }

    /// <summary>The registry's answer as it is.</summary>
    public async Task PassAsync()
    {
        using var answer = await ForwardAsync();
        TakeHead(answer);
        await answer.Content.CopyToAsync(Response.Body, Ended);
    }

    public void Dispose() => _end.Dispose();
}
