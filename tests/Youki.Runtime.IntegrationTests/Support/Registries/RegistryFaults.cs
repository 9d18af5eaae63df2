using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Youki.Runtime.IntegrationTests.Support.Registries;

/// <summary>What a <see cref="FaultProxy"/> can do to an answer.</summary>
internal static class RegistryFaults
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>The connection breaks after so many bytes of the body.</summary>
    public static Fault BreakAfter(int bytes) => async exchange =>
    {
        using var answer = await exchange.ForwardAsync();
        exchange.TakeHead(answer);
        await CopyAsync(answer, exchange, bytes);
        await exchange.Response.Body.FlushAsync(exchange.Ended);
        exchange.Context.Abort();
    };

    /// <summary>Nothing more comes after so many bytes of the body, and the connection stays open.</summary>
    public static Fault StallAfter(int bytes) => async exchange =>
    {
        using var answer = await exchange.ForwardAsync();
        exchange.TakeHead(answer);
        await CopyAsync(answer, exchange, bytes);
        await exchange.Response.Body.FlushAsync(exchange.Ended);
        await Task.Delay(Timeout.Infinite, exchange.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        exchange.Context.Abort();
    };

    /// <summary>Not even the head of an answer comes.</summary>
    public static Fault Silence { get; } = async exchange =>
    {
        await Task.Delay(Timeout.Infinite, exchange.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        exchange.Context.Abort();
    };

    /// <summary>The connection breaks before anything comes.</summary>
    public static Fault Disconnect { get; } = exchange =>
    {
        exchange.Context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>A byte of the body is another one.</summary>
    public static Fault FlipByte(int index) => ChangeBody(body =>
    {
        body[index] ^= 0x55;
        return body;
    });

    /// <summary>The body is shorter, and its head says so.</summary>
    public static Fault Shorten(int bytes) => ChangeBody(body => body[..^bytes]);

    /// <summary>The body is longer, and its head says so.</summary>
    public static Fault Lengthen(int bytes) => ChangeBody(body => [.. body, .. new byte[bytes]]);

    /// <summary>The body is another one; the head stays but for its length.</summary>
    public static Fault ChangeBody(Func<byte[], byte[]> change) => async exchange =>
    {
        using var answer = await exchange.ForwardAsync();
        exchange.TakeHead(answer);
        var body = change(await answer.Content.ReadAsByteArrayAsync(exchange.Ended));
        exchange.Response.ContentLength = body.Length;
        await exchange.Response.Body.WriteAsync(body, exchange.Ended);
    };

    /// <summary>The body comes without a length before it.</summary>
    public static Fault WithoutLength { get; } = async exchange =>
    {
        using var answer = await exchange.ForwardAsync();
        exchange.TakeHead(answer);
        exchange.Response.ContentLength = null;
        await answer.Content.CopyToAsync(exchange.Response.Body, exchange.Ended);
    };

    /// <summary>A header says something else. Null: it is missing.</summary>
    public static Fault Header(string name, string? value) => async exchange =>
    {
        using var answer = await exchange.ForwardAsync();
        exchange.TakeHead(answer);
        exchange.Response.Headers[name] = value;
        await answer.Content.CopyToAsync(exchange.Response.Body, exchange.Ended);
    };

    /// <summary>The whole comes, whatever part was asked for.</summary>
    public static Fault IgnoreRange { get; } = async exchange =>
    {
        using var answer = await exchange.ForwardAsync(withRange: false);
        exchange.TakeHead(answer);
        await answer.Content.CopyToAsync(exchange.Response.Body, exchange.Ended);
    };

    /// <summary>A status and nothing else, with the wait that is asked for.</summary>
    public static Fault Status(int status, TimeSpan? retryAfter = null) => exchange =>
    {
        exchange.Response.StatusCode = status;
        if (retryAfter is { } wait)
        {
            exchange.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return Task.CompletedTask;
    };

    /// <summary>A refusal as registries write it.</summary>
    public static Fault Refuse(int status, string code, string message) => exchange =>
    {
        exchange.Response.StatusCode = status;
        exchange.Response.ContentType = "application/json";
        return exchange.Response.WriteAsync($$"""{"errors":[{"code":"{{code}}","message":"{{message}}"}]}""", exchange.Ended);
    };

    /// <summary>Credentials are asked for, whatever came.</summary>
    public static Fault Unauthorized(string challenge = "Basic realm=\"test\"") => exchange =>
    {
        exchange.Response.StatusCode = StatusCodes.Status401Unauthorized;
        exchange.Response.Headers.WWWAuthenticate = challenge;
        return Task.CompletedTask;
    };

    /// <summary>The same is to be had elsewhere.</summary>
    public static Fault RedirectTo(Uri otherHost, int status = StatusCodes.Status307TemporaryRedirect) => exchange =>
    {
        exchange.Response.StatusCode = status;
        exchange.Response.Headers.Location = new Uri(otherHost, exchange.Context.Request.Path.ToUriComponent() + exchange.Context.Request.QueryString).AbsoluteUri;
        return Task.CompletedTask;
    };

    /// <summary>A manifest of so many bytes, which is none.</summary>
    public static Fault HugeManifest(long bytes = 20_000_000, bool withLength = true) => async exchange =>
    {
        exchange.Response.ContentType = ManifestType;
        exchange.Response.ContentLength = withLength ? bytes : null;
        var chunk = new byte[64 * 1024];
        Array.Fill(chunk, (byte)' ');
        for (var sent = 0L; sent < bytes; sent += chunk.Length)
        {
            await exchange.Response.Body.WriteAsync(chunk.AsMemory(0, (int)Math.Min(chunk.Length, bytes - sent)), exchange.Ended);
        }
    };

    /// <summary>A body of the test's own.</summary>
    public static Fault Answer(byte[] body, string contentType = ManifestType) => async exchange =>
    {
        exchange.Response.ContentType = contentType;
        exchange.Response.ContentLength = body.Length;
        await exchange.Response.Body.WriteAsync(body, exchange.Ended);
    };

    private static async Task CopyAsync(HttpResponseMessage answer, ProxyExchange exchange, int bytes)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(exchange.Ended);
        var part = new byte[bytes];
        var read = await body.ReadAtLeastAsync(part, bytes, throwOnEndOfStream: false, exchange.Ended);
        await exchange.Response.Body.WriteAsync(part.AsMemory(0, read), exchange.Ended);
    }
}
