using System.Net;
using System.Net.Http.Headers;
using Polly;
using Youki.Runtime.Images.Registry.Authorization;

namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>Asks one endpoint about one image: authorizes requests, follows redirects, tries again, and turns failures into errors.</summary>
internal sealed class RegistrySession : IDisposable
{
    /// <summary>How often one request may be asked for other credentials: once for those that are missing, once for a token that ran out.</summary>
    private const int MaxChallenges = 2;

    private readonly string _image;
    private readonly RegistryAuthorization _authorization;
    private readonly RegistryConnections _connections;
    private readonly RegistryLog _log;
    private readonly ResiliencePipeline _retries;

    public RegistrySession(string image, RegistryEndpoint endpoint, RegistryAuthorization authorization, RegistryConnections connections, int retries, RetryPace pace, RegistryLog log)
    {
        _image = image;
        _authorization = authorization;
        _connections = connections;
        _log = log;
        Endpoint = endpoint;
        _retries = RegistryRetries.Create(
            retries, pace, connections.Time, (failure, attempt) => log.Retrying(endpoint.Name, image, attempt, RegistryFailures.Describe(failure)), RegistryFailures.IsTransient);
    }

    public RegistryEndpoint Endpoint { get; }

    public RegistryConnections Connections => _connections;

    /// <summary>Runs an attempt, and again where its failure may pass.</summary>
    /// <exception cref="ImageException">It failed for good.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await _retries.ExecuteAsync(
                static async (attempt, token) => await attempt(token).ConfigureAwait(false), attempt, cancellationToken).ConfigureAwait(false);
        }
        catch (TransientAnswerException exception)
        {
            throw exception.Cause;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw RegistryErrors.Of(_image, Endpoint, exception);
        }
    }

    /// <summary>Sends a request once, with what it needs of authorization and redirects.</summary>
    /// <returns>An answer of success, or of the status that the request also accepts. Its body is still to come.</returns>
    public async Task<HttpResponseMessage> SendOnceAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        var root = await _connections.BaseAddressAsync(Endpoint, cancellationToken).ConfigureAwait(false);
        var address = request.Address ?? new Uri(root, request.Path.StartsWith('/') ? request.Path : $"/v2/{Endpoint.Repository}/{request.Path}");
        var answer = await SendAuthorizedAsync(request, root, address, cancellationToken).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode || answer.StatusCode == request.AlsoAccepted)
        {
            return answer;
        }

        using (answer)
        {
            throw await RegistryErrors.OfAsync(_image, Endpoint, request, answer, _authorization.HasCredentials, _connections, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _authorization.Dispose();

    private async Task<HttpResponseMessage> SendAuthorizedAsync(RegistryRequest request, Uri root, Uri address, CancellationToken cancellationToken)
    {
        for (var challenged = 0; ; challenged++)
        {
            var sent = await _authorization.CurrentAsync(cancellationToken).ConfigureAwait(false);
            var (answer, isOwn) = await FollowAsync(request, root, address, sent, cancellationToken).ConfigureAwait(false);
            if (answer.StatusCode != HttpStatusCode.Unauthorized || !isOwn || challenged == MaxChallenges)
            {
                return answer;
            }

            if (!await AnswerAsync(answer, root, sent, cancellationToken).ConfigureAwait(false))
            {
                return answer;
            }

            answer.Dispose();
        }
    }

    private async Task<bool> AnswerAsync(HttpResponseMessage answer, Uri root, AuthenticationHeaderValue? sent, CancellationToken cancellationToken)
    {
        try
        {
            return await _authorization.AnswerAsync(root, sent, ChallengesOf(answer), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request, and on where the answer leads.</summary>
    /// <returns>The last answer, and whether it is the registry's own: strangers' wishes for credentials are not granted.</returns>
    private async Task<(HttpResponseMessage Answer, bool IsOwn)> FollowAsync(RegistryRequest request, Uri root, Uri address, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        var isOwn = true;
        for (var hops = 0; ; hops++)
        {
            // Who has led elsewhere once gets no credentials by leading back.
            isOwn = isOwn && RedirectRules.IsSameOrigin(root, address);
            using var message = request.ToMessage(address);
            message.Headers.Authorization = isOwn ? authorization : null;
            var answer = request.Guard is { } guard
                ? await _connections.SendAsync(message, guard, cancellationToken).ConfigureAwait(false)
                : await _connections.SendAsync(message, cancellationToken).ConfigureAwait(false);
            _log.Answered(request.Method, address, answer);
            if (!RedirectRules.IsRedirect(answer) || !MayFollow(request, answer))
            {
                return (answer, isOwn);
            }

            using (answer)
            {
                address = hops == RedirectRules.Limit
                    ? throw Refused($"Registry '{Endpoint.Name}' leads on more than {RedirectRules.Limit} times for {request.What} of image '{_image}'. Look at its configuration.", answer)
                    : RedirectRules.Resolve(address, answer.Headers.Location!, out var reason)
                    ?? throw Refused($"Registry '{Endpoint.Name}' leads {RegistryErrorBody.Clean(reason)}, for {request.What} of image '{_image}'; nobody went there. Look at its configuration.", answer);
            }
        }
    }

    // Of what changes something, only a status that keeps method and body may be followed.
    private static bool MayFollow(RegistryRequest request, HttpResponseMessage answer) =>
        !request.IsPush || answer.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static IReadOnlyList<AuthChallenge> ChallengesOf(HttpResponseMessage answer) =>
        answer.Headers.NonValidated.TryGetValues("WWW-Authenticate", out var values) ? AuthChallengeParser.Parse(values) : [];

    private RegistryException Refused(string message, HttpResponseMessage answer) => new(_image, Endpoint.Name, message, answer.StatusCode);
}
