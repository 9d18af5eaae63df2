using System.Net;

namespace Youki.Runtime.Tests.Images.Registry;

public sealed class RegistryMirrorTests
{
    [Fact]
    public async Task Mirrors_are_asked_in_order_and_the_registry_last()
    {
        using var bench = new RegistryBench(
            new ScriptedRegistry()
                .On("https://one.example/", _ => ScriptedRegistry.Status(HttpStatusCode.NotFound))
                .On("https://two.example/", _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "gone"))
                .On("http://three.example:5000/", _ => ScriptedRegistry.Status(HttpStatusCode.BadGateway))
                .On("https://registry-1.docker.io/", _ => Found()),
            Options("docker.io", "one.example", "https://two.example/a/b", "http://three.example:5000"));

        await bench.FetchAsync("alpine:3");

        bench.Script.Requests.Select(request => request.Url).Distinct().Should().Equal(
            "https://one.example/v2/library/alpine/manifests/3",
            "https://two.example/v2/a/b/library/alpine/manifests/3",
            "http://three.example:5000/v2/library/alpine/manifests/3",
            "https://registry-1.docker.io/v2/library/alpine/manifests/3");
    }

    [Fact]
    public async Task Mirror_that_does_is_enough()
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On("https://mirror.example/", _ => Found()), Options("registry.example", "mirror.example"));

        await bench.FetchAsync();

        bench.Script.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Mirror_gets_no_credentials_of_the_registry()
    {
        using var bench = new RegistryBench(
            new ScriptedRegistry()
                .On("https://mirror.example/", _ => ScriptedRegistry.Challenge("Basic realm=x"))
                .On(request => request.Url.StartsWith("https://registry.example/") && request.Authorization == RegistryBench.AdaBasic, _ => Found())
                .On("https://registry.example/", _ => ScriptedRegistry.Challenge("Basic realm=x")),
            Options("registry.example", "mirror.example"));

        await bench.FetchAsync(credentials: RegistryBench.Ada);

        bench.Script.Requests.Where(request => request.Url.StartsWith("https://mirror.example/")).Should().OnlyContain(request => request.Authorization == null);
    }

    [Fact]
    public async Task Mirror_gets_the_credentials_of_its_own_host()
    {
        var options = Options("registry.example", "mirror.example");
        options.Registries["mirror.example"] = new RegistryOptions { UserName = "ada", Password = "secret" };
        using var bench = new RegistryBench(
            new ScriptedRegistry().On(request => request.Authorization == RegistryBench.AdaBasic, _ => Found()).On("https://mirror.example/", _ => ScriptedRegistry.Challenge("Basic realm=x")),
            options);

        await bench.FetchAsync();

        bench.Script.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Mirror_with_another_content_for_a_digest_is_passed_over()
    {
        using var bench = new RegistryBench(
            new ScriptedRegistry().On("https://mirror.example/", _ => ScriptedRegistry.Bytes("evil"u8.ToArray())).On("https://registry.example/", _ => Found()),
            Options("registry.example", "mirror.example"));

        (await bench.FetchAsync($"registry.example/web@{Digest.Of("{}"u8)}")).Content.Should().HaveCount(2);
    }

    [Fact]
    public async Task Mirror_that_cannot_be_reached_is_not_asked_again()
    {
        using var bench = new RegistryBench(
            new ScriptedRegistry()
                .On("https://mirror.example/", _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "gone"))
                .On("https://registry.example/", _ => Found()),
            Options("registry.example", "mirror.example"));
        await using var source = await bench.OpenAsync();
        await source.FetchManifestAsync(null, RegistryBench.Token);
        var before = bench.Script.Count("https://mirror.example/");

        await source.FetchManifestAsync(null, RegistryBench.Token);

        bench.Script.Count("https://mirror.example/").Should().Be(before);
    }

    private static ImageOptions Options(string registry, params string[] mirrors) => new() { Registries = { [registry] = new RegistryOptions { Mirrors = mirrors } } };

    private static HttpResponseMessage Found() => ScriptedRegistry.Bytes("{}"u8.ToArray(), "application/vnd.oci.image.manifest.v1+json");
}
