using Youki.Runtime.Execution;

namespace Youki.Runtime.Tests.Images.Registry;

public sealed class CredentialHelperTests
{
    [Fact]
    public async Task Helper_of_the_registry_is_asked_by_its_name()
    {
        var helpers = new FakeHelpers { Stored = { ["r.example"] = ("ada", "secret") } };
        using var bench = new RegistryBench(runner: helpers);
        bench.Write(".docker/config.json", """{"credHelpers":{"r.example":"pass"},"credsStore":"other"}""");

        var found = await bench.Clients.Credentials.FindAsync("r.example", "web", RegistryBench.Token);

        found.Should().Be(RegistryBench.Ada);
        helpers.Commands.Should().ContainSingle().Which.Should().Match<CommandLine>(command => command.Program == "docker-credential-pass" && command.TimeLimit > TimeSpan.Zero);
        helpers.Commands[0].Arguments.Should().Equal("get");
    }

    [Fact]
    public async Task Common_helper_is_asked_for_docker_hub_by_its_old_name()
    {
        var helpers = new FakeHelpers { Stored = { ["https://index.docker.io/v1/"] = ("ada", "secret") } };
        using var bench = new RegistryBench(runner: helpers);
        bench.Write(".docker/config.json", """{"credsStore":"pass","auths":{"https://index.docker.io/v1/":{}}}""");

        (await bench.Clients.Credentials.FindAsync("docker.io", "library/alpine", RegistryBench.Token)).Should().Be(RegistryBench.Ada);
    }

    [Fact]
    public async Task User_of_a_token_means_an_identity_token()
    {
        var helpers = new FakeHelpers { Stored = { ["r.example"] = ("<token>", "t") } };
        using var bench = new RegistryBench(runner: helpers);
        bench.Write(".docker/config.json", """{"credsStore":"pass"}""");

        (await bench.Clients.Credentials.FindAsync("r.example", "web", RegistryBench.Token)).Should().Be(new RegistryCredentials { IdentityToken = "t" });
    }

    [Theory]
    [InlineData("../../bin/sh")]
    [InlineData("a b")]
    [InlineData("a;b")]
    [InlineData("ä")]
    public async Task Helper_of_another_name_is_never_run(string name)
    {
        var helpers = new FakeHelpers();
        using var bench = new RegistryBench(runner: helpers);
        bench.Write(".docker/config.json", $$"""{"credsStore":"{{name}}"}""");

        var found = await bench.Clients.Credentials.FindAsync("r.example", "web", RegistryBench.Token);

        found.Should().BeNull();
        helpers.Commands.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1, "boom")]
    [InlineData(0, "no json")]
    [InlineData(0, "{}")]
    public async Task Helper_that_fails_leaves_the_other_files(int exitCode, string output)
    {
        var helpers = new FakeHelpers { Answer = _ => FakeHelpers.Result(exitCode, output) };
        using var bench = new RegistryBench(runner: helpers);
        bench.Write(".config/containers/auth.json", """{"credHelpers":{"r.example":"broken"}}""");
        bench.Write(".docker/config.json", CredentialTests.File("r.example", "ada", "secret"));

        (await bench.Clients.Credentials.FindAsync("r.example", "web", RegistryBench.Token)).Should().Be(RegistryBench.Ada);
    }

    [Fact]
    public async Task Missing_helper_is_passed_over()
    {
        using var bench = new RegistryBench();
        bench.Write(".docker/config.json", """{"credsStore":"does-not-exist-anywhere"}""");

        (await bench.Clients.Credentials.FindAsync("r.example", "web", RegistryBench.Token)).Should().BeNull();
    }
}
