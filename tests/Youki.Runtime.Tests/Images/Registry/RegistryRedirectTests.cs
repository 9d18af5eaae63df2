using System.Net;

namespace Youki.Runtime.Tests.Images.Registry;

public sealed class RegistryRedirectTests
{
    private const string Manifest = "https://registry.example/v2/web/manifests/1";

    [Theory]
    [InlineData("https://cdn.example/m")]
    [InlineData("https://registry.example:8443/m")]
    public async Task Redirect_elsewhere_carries_no_credentials(string target)
    {
        using var bench = new RegistryBench(Redirecting(target));

        await bench.FetchAsync(credentials: RegistryBench.Ada);

        bench.Script.Requests.Select(request => (request.Url, request.Authorization)).Should().Equal((Manifest, null), (Manifest, RegistryBench.AdaBasic), (target, null));
    }

    [Theory]
    [InlineData("/other")]
    [InlineData("https://registry.example/other")]
    [InlineData("https://REGISTRY.example:443/other")]
    public async Task Redirect_on_the_same_host_carries_them(string target)
    {
        using var bench = new RegistryBench(Redirecting(target));

        await bench.FetchAsync(credentials: RegistryBench.Ada);

        bench.Script.Requests[^1].Should().Match<SentRequest>(request => request.Url == "https://registry.example/other" && request.Authorization == RegistryBench.AdaBasic);
    }

    [Fact]
    public async Task Redirect_away_and_back_carries_none()
    {
        var script = new ScriptedRegistry()
            .On("https://registry.example/stolen", _ => Found())
            .On("https://cdn.example/", _ => ScriptedRegistry.Redirect("https://registry.example/stolen"))
            .On(request => request.Authorization is not null, _ => ScriptedRegistry.Redirect("https://cdn.example/"))
            .On(Manifest, _ => ScriptedRegistry.Challenge("Basic realm=x"));
        using var bench = new RegistryBench(script);

        await bench.FetchAsync(credentials: RegistryBench.Ada);

        script.Requests[^1].Should().Match<SentRequest>(request => request.Url == "https://registry.example/stolen" && request.Authorization == null);
    }

    [Theory]
    [InlineData("http://registry.example/m", "*from https to http*")]
    [InlineData("file:///etc/passwd", "*no web address*")]
    [InlineData("https://user:password@cdn.example/m", "*credentials in the address*")]
    public async Task Redirect_to_where_nobody_may_go_is_refused(string target, string message)
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(Manifest, _ => ScriptedRegistry.Redirect(target)));

        var fetch = () => bench.FetchAsync();

        await fetch.Should().ThrowAsync<RegistryException>().WithMessage(message);
        bench.Script.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Redirect_circle_ends()
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On("https://registry.example/", _ => ScriptedRegistry.Redirect(Manifest)));

        var fetch = () => bench.FetchAsync();

        await fetch.Should().ThrowAsync<RegistryException>().WithMessage("*leads on more than 5 times*");
        bench.Script.Requests.Should().HaveCount(6);
    }

    [Fact]
    public async Task Challenge_of_a_redirect_target_is_not_answered()
    {
        using var bench = new RegistryBench(new ScriptedRegistry()
            .On("https://cdn.example/", _ => ScriptedRegistry.Challenge("Basic realm=x"))
            .On(Manifest, _ => ScriptedRegistry.Redirect("https://cdn.example/m")));

        var fetch = () => bench.FetchAsync(credentials: RegistryBench.Ada);

        (await fetch.Should().ThrowAsync<RegistryException>().WithMessage("*cdn.example*")).Which.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        bench.Script.Requests.Should().OnlyContain(request => request.Authorization == null);
    }

    private static ScriptedRegistry Redirecting(string target) => new ScriptedRegistry()
        .On(request => request.Url == new Uri(new Uri(Manifest), target).AbsoluteUri, _ => Found())
        .On(request => request.Authorization is not null, _ => ScriptedRegistry.Redirect(target))
        .On(Manifest, _ => ScriptedRegistry.Challenge("Basic realm=x"));

    private static HttpResponseMessage Found() => ScriptedRegistry.Bytes("{}"u8.ToArray(), "application/vnd.oci.image.manifest.v1+json");
}
