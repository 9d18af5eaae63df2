using System.Net;

namespace Youki.Runtime.Tests.Images.Registry;

public sealed class RegistryRetryTests
{
    private const string Manifest = "https://registry.example/v2/web/manifests/1";

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    public async Task Status_that_may_pass_is_tried_again(HttpStatusCode status)
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(Manifest, _ => ScriptedRegistry.Status(status), times: 3).On(Manifest, _ => Found()));

        (await bench.FetchAsync()).Content.Should().HaveCount(2);
    }

    [Fact]
    public async Task Attempts_end_and_the_last_answer_is_told()
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(Manifest, _ => ScriptedRegistry.Status(HttpStatusCode.TooManyRequests)), new ImageOptions { MaxRetries = 2 });

        var fetch = () => bench.FetchAsync();

        (await fetch.Should().ThrowAsync<RegistryException>().WithMessage("*429*wait*")).Which.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        bench.Script.Requests.Should().HaveCount(3);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task Status_that_stays_is_not_tried_again(HttpStatusCode status)
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(Manifest, _ => ScriptedRegistry.Status(status)));

        var fetch = () => bench.FetchAsync();

        await fetch.Should().ThrowAsync<ImageException>();
        bench.Script.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Lost_connection_is_tried_again()
    {
        using var bench = new RegistryBench(new ScriptedRegistry()
            .On(Manifest, _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "reset"), times: 2).On(Manifest, _ => Found()));

        (await bench.FetchAsync()).Content.Should().HaveCount(2);
    }

    [Fact]
    public async Task No_retries_means_one_attempt()
    {
        using var bench = new RegistryBench(
            new ScriptedRegistry().On(Manifest, _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "reset")), new ImageOptions { MaxRetries = 0 });

        var fetch = () => bench.FetchAsync();

        (await fetch.Should().ThrowAsync<RegistryException>().WithMessage("*could not be reached*")).Which.StatusCode.Should().BeNull();
        bench.Script.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("https://registry.example/", null)]
    [InlineData("https://mirror.example/", "mirror.example")]
    public async Task Plain_http_is_never_fallen_back_to(string url, string? mirror)
    {
        var options = new ImageOptions { MaxRetries = 1, Registries = { ["registry.example"] = new RegistryOptions { Mirrors = mirror is null ? [] : [mirror] } } };
        using var bench = new RegistryBench(
            new ScriptedRegistry().On("https://", _ => throw new HttpRequestException(HttpRequestError.SecureConnectionError, "no TLS")), options);

        var fetch = () => bench.FetchAsync();

        await fetch.Should().ThrowAsync<RegistryException>();
        bench.Script.Requests.Should().OnlyContain(request => request.Url.StartsWith("https://")).And.Contain(request => request.Url.StartsWith(url));
    }

    [Fact]
    public async Task Loopback_falls_back_to_plain_http_and_remembers_it()
    {
        using var bench = new RegistryBench(new ScriptedRegistry()
            .On("https://localhost:5000/", _ => throw new HttpRequestException(HttpRequestError.SecureConnectionError, "no TLS"))
            .On("http://localhost:5000/v2/web", _ => Found())
            .On("http://localhost:5000/v2/", _ => ScriptedRegistry.Status(HttpStatusCode.OK)));
        await bench.FetchAsync("localhost:5000/web:1");

        await bench.FetchAsync("localhost:5000/web:1");

        bench.Script.Count("https://").Should().Be(1);
    }

    [Fact]
    public async Task Plain_http_of_the_options_asks_nothing_else()
    {
        var options = new ImageOptions { Registries = { ["registry.example"] = new RegistryOptions { PlainHttp = true } } };
        using var bench = new RegistryBench(new ScriptedRegistry().On("http://registry.example/", _ => Found()), options);

        await bench.FetchAsync();

        bench.Script.Requests.Should().ContainSingle();
    }

    private static HttpResponseMessage Found() => ScriptedRegistry.Bytes("{}"u8.ToArray(), "application/vnd.oci.image.manifest.v1+json");
}
