using System.Net;
using System.Text.Json.Nodes;

namespace Youki.Runtime.Tests.Images.Registry;

public sealed class RegistryAccountsTests
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Login_is_checked_and_stored_for_its_owner_alone()
    {
        using var bench = new RegistryBench(Registry());

        var place = await bench.Clients.Accounts.LoginAsync("r.example", RegistryBench.Ada, RegistryBench.Token);

        place.Should().Be($"{bench.Home}/.config/containers/auth.json");
        File.GetUnixFileMode(place).Should().Be(Private);
        Directory.GetFiles(Path.GetDirectoryName(place)!).Should().ContainSingle();
        (await bench.Clients.Credentials.FindAsync("r.example", "web", RegistryBench.Token)).Should().Be(RegistryBench.Ada);
    }

    [Fact]
    public async Task Login_that_is_refused_stores_nothing()
    {
        using var bench = new RegistryBench(Registry());

        var login = () => bench.Clients.Accounts.LoginAsync("r.example", RegistryBench.Ada with { Password = "wrong" }, RegistryBench.Token);

        (await login.Should().ThrowAsync<RegistryException>().WithMessage("*does not take these credentials*")).Which.Message.Should().NotContain("wrong");
        Directory.EnumerateFiles(bench.Home, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public async Task Login_by_token_is_checked()
    {
        using var bench = new RegistryBench(new ScriptedRegistry()
            .On(request => request.Authorization == "Bearer t", _ => ScriptedRegistry.Status(HttpStatusCode.OK))
            .On(request => request.Url.StartsWith("https://r.example/token") && request.Authorization == RegistryBench.AdaBasic, _ => ScriptedRegistry.Status(HttpStatusCode.OK, """{"token":"t"}"""))
            .On("https://r.example/token", _ => ScriptedRegistry.Status(HttpStatusCode.Unauthorized))
            .On("https://r.example/v2/", _ => ScriptedRegistry.Challenge("Bearer realm=\"https://r.example/token\",service=\"r\"")));
        await bench.Clients.Accounts.LoginAsync("r.example", RegistryBench.Ada, RegistryBench.Token);

        var login = () => bench.Clients.Accounts.LoginAsync("r.example", RegistryBench.Ada with { Password = "wrong" }, RegistryBench.Token);

        await login.Should().ThrowAsync<RegistryException>();
    }

    [Fact]
    public async Task Login_keeps_what_it_does_not_know()
    {
        using var bench = new RegistryBench(Registry());
        var path = bench.Write(".docker/config.json", """{"HttpHeaders":{"X":"1"},"auths":{"other.example":{"auth":"YTpi","email":"e"}}}""");

        await bench.Clients.Accounts.LoginAsync("r.example", RegistryBench.Ada, RegistryBench.Token);

        var document = JsonNode.Parse(await File.ReadAllTextAsync(path, RegistryBench.Token))!;
        ((string?)document["HttpHeaders"]!["X"], (string?)document["auths"]!["other.example"]!["email"]).Should().Be(("1", "e"));
        document["auths"]!["r.example"].Should().NotBeNull();
    }

    [Fact]
    public async Task Login_goes_where_the_registry_is_known_already()
    {
        using var bench = new RegistryBench(Registry());
        bench.Write("run/containers/auth.json", "{}");
        var path = bench.Write(".docker/config.json", CredentialTests.File("https://r.example/v1/", "old", "old"));

        var place = await bench.Clients.Accounts.LoginAsync("r.example", RegistryBench.Ada, RegistryBench.Token);

        place.Should().Be(path);
        (await File.ReadAllTextAsync(path, RegistryBench.Token)).Should().NotContain("/v1/");
    }

    [Fact]
    public async Task Login_through_a_link_keeps_the_link()
    {
        using var bench = new RegistryBench(Registry());
        var target = bench.Write("dotfiles/config.json", "{}");
        Directory.CreateDirectory($"{bench.Home}/.docker");
        File.CreateSymbolicLink($"{bench.Home}/.docker/config.json", target);

        await bench.Clients.Accounts.LoginAsync("r.example", RegistryBench.Ada, RegistryBench.Token);

        new FileInfo($"{bench.Home}/.docker/config.json").LinkTarget.Should().Be(target);
        (await File.ReadAllTextAsync(target, RegistryBench.Token)).Should().Contain("r.example");
    }

    [Fact]
    public async Task Login_by_helper_gives_it_the_secret_by_its_input_alone()
    {
        var helpers = new FakeHelpers();
        using var bench = new RegistryBench(Registry(), runner: helpers);
        var path = bench.Write(".docker/config.json", """{"credsStore":"pass","auths":{"r.example":{"auth":"YTpi"}}}""");

        var place = await bench.Clients.Accounts.LoginAsync("r.example", RegistryBench.Ada, RegistryBench.Token);

        place.Should().Be("docker-credential-pass");
        helpers.Stored["r.example"].Should().Be(("ada", "secret"));
        helpers.Commands.Should().OnlyContain(command => !command.ToString().Contains("secret"));
        (await File.ReadAllTextAsync(path, RegistryBench.Token)).Should().NotContain("YTpi");
    }

    [Fact]
    public async Task Login_to_docker_hub_is_stored_under_its_old_name()
    {
        using var bench = new RegistryBench(Registry("https://registry-1.docker.io/v2/"));

        var place = await bench.Clients.Accounts.LoginAsync("docker.io", RegistryBench.Ada, RegistryBench.Token);

        (await File.ReadAllTextAsync(place, RegistryBench.Token)).Should().Contain("https://index.docker.io/v1/");
    }

    [Fact]
    public async Task Logout_forgets_it_everywhere()
    {
        var helpers = new FakeHelpers { Stored = { ["r.example"] = ("ada", "secret") } };
        using var bench = new RegistryBench(runner: helpers);
        bench.Write("run/containers/auth.json", CredentialTests.File("r.example", "a", "b"));
        bench.Write(".config/containers/auth.json", """{"credHelpers":{"r.example":"pass"}}""");
        bench.Write(".docker/config.json", CredentialTests.File("https://r.example", "a", "b"));

        var first = await bench.Clients.Accounts.LogoutAsync("r.example", RegistryBench.Token);
        var second = await bench.Clients.Accounts.LogoutAsync("r.example", RegistryBench.Token);

        (first, second).Should().Be((true, false));
        helpers.Stored.Should().BeEmpty();
    }

    [Theory]
    [InlineData("https://r.example")]
    [InlineData("r.example/team")]
    [InlineData("r example")]
    [InlineData("-x")]
    public async Task Login_to_what_is_no_registry_throws(string registry)
    {
        using var bench = new RegistryBench();

        var login = () => bench.Clients.Accounts.LoginAsync(registry, RegistryBench.Ada, RegistryBench.Token);

        await login.Should().ThrowAsync<ArgumentException>();
    }

    private static ScriptedRegistry Registry(string url = "https://r.example/v2/") => new ScriptedRegistry()
        .On(request => request.Url == url && request.Authorization == RegistryBench.AdaBasic, _ => ScriptedRegistry.Status(HttpStatusCode.OK))
        .On(url, _ => ScriptedRegistry.Challenge("Basic realm=x"));
}
