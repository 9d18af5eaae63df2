using System.Net;
using System.Text;

namespace Youki.Runtime.Tests.Images.Registry;

/// <summary>Answers requests as a test says, and keeps what was asked.</summary>
internal sealed class ScriptedRegistry : HttpMessageHandler, IRegistryHandlerFactory
{
    private readonly List<(Func<SentRequest, bool> Which, Func<SentRequest, HttpResponseMessage> Answer, int[] Left)> _rules = [];
    private readonly List<SentRequest> _requests = [];

    /// <summary>What was asked so far, in order.</summary>
    public IReadOnlyList<SentRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>How often something was asked for.</summary>
    public int Count(string url) => Requests.Count(request => request.Url.StartsWith(url, StringComparison.Ordinal));

    public HttpMessageHandler Create(string host) => this;

    /// <summary>Answers requests to addresses with this beginning; of several rules the first that is not used up counts.</summary>
    public ScriptedRegistry On(string url, Func<SentRequest, HttpResponseMessage> answer, int times = int.MaxValue) =>
        On(request => request.Url.StartsWith(url, StringComparison.Ordinal), answer, times);

    public ScriptedRegistry On(Func<SentRequest, bool> which, Func<SentRequest, HttpResponseMessage> answer, int times = int.MaxValue)
    {
        _rules.Add((which, answer, [times]));
        return this;
    }

    public static HttpResponseMessage Status(HttpStatusCode status, string body = "") => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Bytes(byte[] body, string type = "application/octet-stream")
    {
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };
        answer.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return answer;
    }

    public static HttpResponseMessage Challenge(params string[] challenges)
    {
        var answer = Status(HttpStatusCode.Unauthorized);
        foreach (var challenge in challenges)
        {
            answer.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge);
        }

        return answer;
    }

    public static HttpResponseMessage Redirect(string location, HttpStatusCode status = HttpStatusCode.TemporaryRedirect)
    {
        var answer = Status(status);
        answer.Headers.TryAddWithoutValidation("Location", location);
        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = new SentRequest(
            request.Method.Method,
            request.RequestUri!.AbsoluteUri,
            request.Headers.Authorization?.ToString(),
            request.Headers.Range?.ToString(),
            request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken));
        Func<SentRequest, HttpResponseMessage>? answer;
        lock (_requests)
        {
            _requests.Add(sent);
            answer = _rules.FirstOrDefault(rule => rule.Left[0] > 0 && rule.Which(sent) && rule.Left[0]-- > 0).Answer;
        }

        var given = answer?.Invoke(sent) ?? throw new InvalidOperationException($"Nobody asks for {sent.Method} {sent.Url} in this test.");
        given.RequestMessage = request;
        return given;
    }
}
