using System.Net;
using System.Text;
using System.Text.Json;
using Youki.Runtime.Images.Registry.Connections;

namespace Youki.Runtime.Images.Registry.Authorization;

/// <summary>Fetches tokens. Source: distribution, docs/spec/auth/token.md (GET) and oauth.md (POST with an identity token).</summary>
internal sealed class TokenClient(RegistryConnections connections)
{
    private const int MaxDocumentBytes = 1 << 20;
    private const string ClientName = "youki-runtime";

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(30);

    /// <exception cref="RegistryException">The server does not give one.</exception>
    /// <exception cref="TransientAnswerException">The server may give one later.</exception>
    public async Task<RegistryToken> FetchAsync(TokenKey key, string image, string registry, CancellationToken cancellationToken)
    {
        using var request = key.Credentials?.IdentityToken is { } identity ? Post(key, identity) : Get(key);
        using var answer = await connections.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw await RefusedAsync(key, answer, image, registry, cancellationToken).ConfigureAwait(false);
        }

        var body = await CappedBody.ReadAsync(answer, MaxDocumentBytes, connections, cancellationToken).ConfigureAwait(false);
        var document = body is null ? null : Read(body);
        var token = document?.Token is { Length: > 0 } given ? given : document?.AccessToken;
        if (string.IsNullOrEmpty(token) || token.Any(character => character is <= ' ' or > '~'))
        {
            throw new RegistryException(image, registry, $"'{key.Realm.Authority}', where registry '{registry}' has its tokens from, answered without a token. Look at the registry's configuration.");
        }

        return new RegistryToken(token, connections.Time.GetUtcNow() + UseOf(document!.ExpiresIn));
    }

    private static HttpRequestMessage Get(TokenKey key)
    {
        var query = new StringBuilder();
        Append(query, "service", key.Service);
        foreach (var scope in key.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Append(query, "scope", scope);
        }

        Append(query, "account", key.Credentials?.UserName);
        Append(query, "client_id", ClientName);
        var address = new UriBuilder(key.Realm) { Fragment = string.Empty };
        address.Query = address.Query.Length > 1 ? $"{address.Query}&{query}" : query.ToString();
        var request = new HttpRequestMessage(HttpMethod.Get, address.Uri);
        request.Headers.Authorization = key.Credentials is { } credentials ? BasicAuthorization.Of(credentials) : null;
        return request;
    }

    private static HttpRequestMessage Post(TokenKey key, string identity)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("grant_type", "refresh_token"), new("refresh_token", identity), new("client_id", ClientName), new("scope", key.Scope),
        };
        if (key.Service is { } service)
        {
            form.Add(new("service", service));
        }

        return new HttpRequestMessage(HttpMethod.Post, key.Realm) { Content = new FormUrlEncodedContent(form) };
    }

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    private static TokenDocument? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, RegistryJson.Default.TokenDocument);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Some of its life is left unused: clocks differ, and requests take their time.
    private static TimeSpan UseOf(double? seconds)
    {
        var lifetime = seconds is > 0 and { } given ? TimeSpan.FromSeconds(Math.Min(given, LongestLifetime.TotalSeconds)) : DefaultLifetime;
        var margin = lifetime / 10;
        return lifetime - (margin < LongestMargin ? margin : LongestMargin);
    }

    private async Task<Exception> RefusedAsync(TokenKey key, HttpResponseMessage answer, string image, string registry, CancellationToken cancellationToken)
    {
        var said = await RegistryErrorBody.ReadAsync(answer, connections, cancellationToken).ConfigureAwait(false);
        var advice = key.Credentials is null ? $"Log in with 'youkictl login {registry}'."
            : answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest ? $"The credentials are not taken: log in anew with 'youkictl login {registry}'."
            : "Try again later.";
        var cause = new RegistryException(
            image, registry, $"'{key.Realm.Authority}' gave no token for registry '{registry}': {RegistryErrorBody.Text(answer.StatusCode, said)}. {advice}", answer.StatusCode);
        return RegistryFailures.IsTransient(answer.StatusCode) ? new TransientAnswerException(cause, RetryAfterHeader.Read(answer, connections.Time)) : cause;
    }
}
