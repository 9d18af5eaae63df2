using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.IntegrationTests.Support.Registries;

/// <summary>
/// Gives tokens that docker-registry takes: who names the right user may pull and push, everybody else may pull what is below <c>public/</c>.
/// Source: distribution, docs/spec/auth/token.md, oauth.md and jwt.md.
/// </summary>
internal sealed class TokenServer : IAsyncDisposable
{
    public const string Service = "test-registry";
    public const string Issuer = "test-issuer";
    public const string RefreshToken = "a-refresh-token";

    private readonly TestAuthority _authority = new();
    private readonly X509Certificate2 _signer;
    private readonly RegistryCredentials _user;
    private readonly List<string> _requests = [];
    private TestServer _server = null!;

    private TokenServer(RegistryCredentials user)
    {
        _user = user;
        _signer = _authority.IssueServer();
    }

    /// <summary>The address that the registry tells its clients.</summary>
    public Uri Realm => new(_server.Url, "token");

    /// <summary>Host and port.</summary>
    public string Host => _server.Host;

    /// <summary>How a registry is set up to take its tokens.</summary>
    public RegistryTokens ForRegistry => new(Realm, Service, Issuer, _authority.CertificateFile);

    /// <summary>For how long tokens hold.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What was asked for so far: <c>GET scope</c> or <c>POST scope</c>.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public static async Task<TokenServer> StartAsync(RegistryCredentials user)
    {
        var tokens = new TokenServer(user);
        tokens._server = await TestServer.StartAsync(tokens.AnswerAsync);
        return tokens;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _signer.Dispose();
        _authority.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var isPost = HttpMethods.IsPost(context.Request.Method);
        var form = isPost ? await context.Request.ReadFormAsync() : null;
        var scopes = isPost ? form!["scope"].ToString().Split(' ') : [.. context.Request.Query["scope"].Select(scope => scope!)];
        lock (_requests)
        {
            _requests.Add($"{context.Request.Method} {string.Join(' ', scopes)}");
        }

        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_user.UserName}:{_user.Password}"));
        var sent = context.Request.Headers.Authorization.ToString();
        var isKnown = isPost
            ? form!["refresh_token"] == RefreshToken || (form["username"] == _user.UserName && form["password"] == _user.Password)
            : sent == $"Basic {basic}";
        if (!isKnown && (isPost || sent.Length > 0))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await context.Response.WriteAsJsonAsync(new JsonObject
        {
            [isPost ? "access_token" : "token"] = Token(scopes, isKnown),
            ["expires_in"] = (int)Lifetime.TotalSeconds,
        });
    }

    private string Token(IEnumerable<string> scopes, bool isKnown)
    {
        var now = DateTimeOffset.UtcNow;
        var access = new JsonArray();
        foreach (var parts in scopes.Select(scope => scope.Split(':')).Where(parts => parts.Length == 3 && (isKnown || parts[1].StartsWith("public/", StringComparison.Ordinal))))
        {
            var actions = parts[2].Split(',').Where(action => isKnown || action == "pull").Select(action => (JsonNode)action);
            access.Add(new JsonObject { ["type"] = parts[0], ["name"] = parts[1], ["actions"] = new JsonArray([.. actions]) });
        }

        var head = new JsonObject { ["typ"] = "JWT", ["alg"] = "ES256", ["x5c"] = new JsonArray(Convert.ToBase64String(_signer.RawData)) };
        var body = new JsonObject
        {
            ["iss"] = Issuer,
            ["sub"] = isKnown ? _user.UserName : string.Empty,
            ["aud"] = Service,
            ["nbf"] = now.AddMinutes(-1).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["access"] = access,
        };
        var text = $"{Encode(head.ToJsonString())}.{Encode(body.ToJsonString())}";
        using var key = _signer.GetECDsaPrivateKey()!;
        return $"{text}.{Encode(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
