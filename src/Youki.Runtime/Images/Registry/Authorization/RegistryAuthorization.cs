using System.Net.Http.Headers;
using Youki.Runtime.Images.Registry.Connections;

namespace Youki.Runtime.Images.Registry.Authorization;

/// <summary>Answers the challenges of one endpoint. Credentials are looked up when something asks for them, once.</summary>
/// <param name="image">The image, for messages.</param>
/// <param name="endpoint">Where.</param>
/// <param name="scope">What is to be done, where a challenge does not say it. Empty: nothing in particular.</param>
/// <param name="findCredentials">Looks the endpoint's own credentials up.</param>
/// <param name="tokenHosts">Hosts of the options that may ask for them.</param>
/// <param name="cache">Tokens that may be used again.</param>
/// <param name="client">Fetches others.</param>
internal sealed class RegistryAuthorization(
    string image,
    RegistryEndpoint endpoint,
    string scope,
    Func<CancellationToken, Task<RegistryCredentials?>> findCredentials,
    IEnumerable<string> tokenHosts,
    TokenCache cache,
    TokenClient client) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private RegistryCredentials? _credentials;
    private AuthenticationHeaderValue? _basic;
    private TokenKey? _key;
    private bool _hasCredentials;

    /// <summary>Whether there are credentials, once something has asked.</summary>
    public bool HasCredentials => _credentials is not null;

    /// <summary>What goes along with a request. Null: nothing, as far as is known.</summary>
    public async ValueTask<AuthenticationHeaderValue?> CurrentAsync(CancellationToken cancellationToken)
    {
        if (_basic is { } basic)
        {
            return basic;
        }

        return _key is not { } key ? null
            : new AuthenticationHeaderValue("Bearer", cache.Find(key) ?? await FetchAsync(key, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Takes in what a refused request was told.</summary>
    /// <param name="registry">The address that it was sent to.</param>
    /// <param name="sent">What had gone along. Null: nothing.</param>
    /// <param name="challenges">What came back.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether the request may do with what goes along now.</returns>
    /// <exception cref="RegistryException">The challenge would have the credentials sent to strangers.</exception>
    public async Task<bool> AnswerAsync(Uri registry, AuthenticationHeaderValue? sent, IReadOnlyList<AuthChallenge> challenges, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var challenge = challenges.FirstOrDefault(challenge => challenge.Realm is not null) ?? challenges.FirstOrDefault(challenge => challenge.IsBasic);
            if (challenge is null)
            {
                return false;
            }

            if (!_hasCredentials)
            {
                _credentials = await findCredentials(cancellationToken).ConfigureAwait(false);
                _hasCredentials = true;
            }

            if (challenge.IsBasic)
            {
                var basic = _credentials is null ? null : BasicAuthorization.Of(_credentials);
                _basic = basic?.Equals(sent) == true ? null : basic;
                return _basic is not null;
            }

            TakeBearer(registry, sent, challenge);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private void TakeBearer(Uri registry, AuthenticationHeaderValue? sent, AuthChallenge challenge)
    {
        var realm = RealmOf(registry, challenge.Realm!);
        if (_credentials is not null && !RealmRule.MaySendCredentials(registry, realm, endpoint.Name == ImageReference.DefaultRegistry, tokenHosts))
        {
            throw Refused(challenge.Realm!, $"which is not of its own domain; the credentials were not sent. If it is trusted, add '{realm.Authority}' to {nameof(RegistryOptions)}.{nameof(RegistryOptions.TokenHosts)}"
                + (realm.Scheme == Uri.UriSchemeHttps ? "" : ", and make it speak https"));
        }

        var key = new TokenKey(realm, challenge.Parameters.GetValueOrDefault("service"), ScopeOf(challenge), _credentials);
        if (sent?.Parameter is { } refused)
        {
            cache.Drop(key, refused);
        }

        (_basic, _key) = (null, key);
    }

    // What is to be done takes more than the one request that was refused; but a registry may have other names for what it holds.
    private string ScopeOf(AuthChallenge challenge) => challenge.Parameters.GetValueOrDefault("scope") is { Length: > 0 } wanted
        && (scope.Length == 0 || wanted.Contains(' ', StringComparison.Ordinal) || !wanted.StartsWith(scope[..(scope.LastIndexOf(':') + 1)], StringComparison.Ordinal)) ? wanted : scope;

    private Uri RealmOf(Uri registry, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var realm) || (realm.Scheme != Uri.UriSchemeHttps && realm.Scheme != Uri.UriSchemeHttp) || realm.UserInfo.Length > 0)
        {
            throw Refused(text, "which is no web address. Look at the registry's configuration");
        }

        // Even who asks anonymously would take a token from whoever is on the way.
        return registry.Scheme == Uri.UriSchemeHttps && realm.Scheme == Uri.UriSchemeHttp
            ? throw Refused(text, "which is without TLS. Look at the registry's configuration")
            : realm;
    }

    private RegistryException Refused(string realm, string reason) =>
        new(image, endpoint.Name, $"Registry '{endpoint.Name}' wants a token from '{RegistryErrorBody.Clean(realm)}', {reason}.", System.Net.HttpStatusCode.Unauthorized);

    private async Task<string> FetchAsync(TokenKey key, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (cache.Find(key) is { } found)
            {
                return found;
            }

            var token = await client.FetchAsync(key, image, endpoint.Name, cancellationToken).ConfigureAwait(false);
            cache.Add(key, token);
            return token.Value;
        }
        finally
        {
            _turn.Release();
        }
    }
}
