using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Youki.Runtime.Tests.Images.Registry;

public sealed class RegistryAuthorizationTests
{
    private const string Manifest = "https://registry.example/v2/web/manifests/1";
    private const string Challenge = """Bearer realm="https://registry.example/token",service="reg",scope="repository:web:pull" """;

    [Fact]
    public async Task Anonymous_token_is_fetched_and_used()
    {
        using var bench = new RegistryBench(WithTokens());

        await bench.FetchAsync();

        bench.Script.Requests.Select(request => (request.Url, request.Authorization)).Should().Equal(
            (Manifest, null),
            ("https://registry.example/token?service=reg&scope=repository%3Aweb%3Apull&client_id=youki-runtime", null),
            (Manifest, "Bearer t1"));
    }

    [Fact]
    public async Task Token_with_user_is_asked_for_by_basic()
    {
        using var bench = new RegistryBench(WithTokens());

        await bench.FetchAsync(credentials: RegistryBench.Ada);

        bench.Script.Requests[1].Authorization.Should().Be(RegistryBench.AdaBasic);
        bench.Script.Requests[1].Url.Should().Contain("account=ada");
    }

    [Fact]
    public async Task Identity_token_is_posted()
    {
        using var bench = new RegistryBench(WithTokens());

        await bench.FetchAsync(credentials: new RegistryCredentials { IdentityToken = "refresh" });

        var asked = bench.Script.Requests[1];
        asked.Method.Should().Be("POST");
        asked.Url.Should().Be("https://registry.example/token");
        Encoding.UTF8.GetString(asked.Body!).Should().Contain("grant_type=refresh_token&refresh_token=refresh").And.Contain("service=reg");
    }

    [Fact]
    public async Task Token_is_used_again_until_it_runs_out()
    {
        var time = new FakeTimeProvider();
        using var bench = new RegistryBench(WithTokens(lifetime: 100), time: time);
        await bench.FetchAsync();
        await bench.FetchAsync();
        var before = bench.Script.Count("https://registry.example/token");
        time.Advance(TimeSpan.FromSeconds(95));

        await bench.FetchAsync();

        (before, bench.Script.Count("https://registry.example/token")).Should().Be((1, 2));
    }

    [Fact]
    public async Task Token_that_is_refused_is_fetched_anew_once()
    {
        var isRevoked = false;
        var script = new ScriptedRegistry()
            .On(request => request.Url == Manifest && !isRevoked && request.Authorization == "Bearer t1", _ => Manifested(() => isRevoked = true))
            .On(request => request.Url == Manifest && request.Authorization == "Bearer t2", _ => Manifested(() => { }))
            .On(Manifest, _ => ScriptedRegistry.Challenge(Challenge))
            .On("https://registry.example/token", _ => Token("t1"), times: 1)
            .On("https://registry.example/token", _ => Token("t2"));
        using var bench = new RegistryBench(script);
        await using var source = await bench.OpenAsync();
        await source.FetchManifestAsync(null, RegistryBench.Token);

        await source.FetchManifestAsync(null, RegistryBench.Token);

        script.Requests.Select(request => request.Authorization).Should().Equal(null, null, "Bearer t1", "Bearer t1", null, "Bearer t2");
    }

    [Theory]
    [InlineData(Challenge)]
    [InlineData("Basic realm=x")]
    public async Task Endless_401_ends(string challenge)
    {
        using var bench = new RegistryBench(new ScriptedRegistry()
            .On("https://registry.example/token", _ => Token("t1"))
            .On(Manifest, _ => ScriptedRegistry.Challenge(challenge)));

        var fetch = () => bench.FetchAsync(credentials: RegistryBench.Ada);

        (await fetch.Should().ThrowAsync<RegistryException>().WithMessage("*youkictl login registry.example*")).Which.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        bench.Script.Count(Manifest).Should().BeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task Basic_without_credentials_advises_a_login()
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(Manifest, _ => ScriptedRegistry.Challenge("Basic realm=x")));

        var fetch = () => bench.FetchAsync();

        await fetch.Should().ThrowAsync<RegistryException>().WithMessage("*needs credentials: 'youkictl login registry.example'*");
    }

    [Theory]
    [InlineData("https://evil.example/token")]
    [InlineData("http://registry.example/token")]
    [InlineData("ftp://registry.example/token")]
    [InlineData("https://user:pw@registry.example/token")]
    [InlineData("/token")]
    public async Task Realm_of_strangers_gets_no_request(string realm)
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(Manifest, _ => ScriptedRegistry.Challenge($"Bearer realm=\"{realm}\"")));

        var fetch = () => bench.FetchAsync(credentials: RegistryBench.Ada);

        await fetch.Should().ThrowAsync<RegistryException>().WithMessage($"*{realm}*");
        bench.Script.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Foreign_realm_of_the_options_gets_the_credentials()
    {
        var options = new ImageOptions { Registries = { ["registry.example"] = new RegistryOptions { TokenHosts = ["tokens.other.example"] } } };
        using var bench = new RegistryBench(
            new ScriptedRegistry()
                .On(request => request.Authorization == "Bearer t1", _ => Manifested(() => { }))
                .On(Manifest, _ => ScriptedRegistry.Challenge("Bearer realm=\"https://tokens.other.example/t\""))
                .On("https://tokens.other.example/t", _ => Token("t1")),
            options);

        await bench.FetchAsync(credentials: RegistryBench.Ada);

        bench.Script.Requests[1].Authorization.Should().Be(RegistryBench.AdaBasic);
    }

    [Fact]
    public async Task Foreign_realm_is_asked_anonymously_where_there_are_no_credentials()
    {
        using var bench = new RegistryBench(new ScriptedRegistry()
            .On(request => request.Authorization == "Bearer t1", _ => Manifested(() => { }))
            .On(Manifest, _ => ScriptedRegistry.Challenge("Bearer realm=\"https://tokens.other.example/t\""))
            .On("https://tokens.other.example/t", _ => Token("t1")));

        await bench.FetchAsync();

        bench.Script.Requests[1].Authorization.Should().BeNull();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("{\"token\":\"a\\r\\nX: y\"}")]
    public async Task Token_answers_without_a_token_are_an_error(string body)
    {
        using var bench = new RegistryBench(new ScriptedRegistry()
            .On("https://registry.example/token", _ => ScriptedRegistry.Status(HttpStatusCode.OK, body))
            .On(Manifest, _ => ScriptedRegistry.Challenge(Challenge)));

        var fetch = () => bench.FetchAsync();

        await fetch.Should().ThrowAsync<RegistryException>().WithMessage("*without a token*");
    }

    [Fact]
    public async Task Refused_credentials_are_told_of()
    {
        using var bench = new RegistryBench(new ScriptedRegistry()
            .On("https://registry.example/token", _ => ScriptedRegistry.Status(HttpStatusCode.Unauthorized))
            .On(Manifest, _ => ScriptedRegistry.Challenge(Challenge)));

        var fetch = () => bench.FetchAsync(credentials: RegistryBench.Ada);

        await fetch.Should().ThrowAsync<RegistryException>().WithMessage("*credentials are not taken*youkictl login registry.example*");
    }

    private static ScriptedRegistry WithTokens(int lifetime = 300)
    {
        var given = 0;
        return new ScriptedRegistry()
            .On(request => request.Url == Manifest && request.Authorization?.StartsWith("Bearer t", StringComparison.Ordinal) == true, _ => Manifested(() => { }))
            .On(Manifest, _ => ScriptedRegistry.Challenge(Challenge))
            .On("https://registry.example/token", _ => Token($"t{++given}", lifetime));
    }

    private static HttpResponseMessage Token(string token, int lifetime = 300) =>
        ScriptedRegistry.Status(HttpStatusCode.OK, $$"""{"token":"{{token}}","expires_in":{{lifetime}}}""");

    private static HttpResponseMessage Manifested(Action seen)
    {
        seen();
        return ScriptedRegistry.Bytes("{}"u8.ToArray(), "application/vnd.oci.image.manifest.v1+json");
    }
}
