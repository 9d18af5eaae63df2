using System.Text;

namespace Youki.Runtime.Tests.Images.Registry;

public sealed class CredentialTests
{
    [Theory]
    [InlineData("registry.example", "registry.example", true)]
    [InlineData("https://registry.example", "registry.example", true)]
    [InlineData("https://registry.example/v2/", "registry.example", true)]
    [InlineData("registry.example/team", "registry.example", true)]
    [InlineData("registry.example/team/web", "registry.example", true)]
    [InlineData("registry.example/other", "registry.example", false)]
    [InlineData("registry.example/tea", "registry.example", false)]
    [InlineData("registry.example:5000", "registry.example", false)]
    [InlineData("evil.example/registry.example", "registry.example", false)]
    [InlineData("https://index.docker.io/v1/", "docker.io", true)]
    [InlineData("docker.io", "docker.io", true)]
    [InlineData("docker.io/team", "docker.io", true)]
    public async Task Entry_of_a_file_is_found_by_its_name(string key, string registry, bool isFound)
    {
        using var bench = new RegistryBench();
        bench.Write(".docker/config.json", File(key, "ada", "secret"));

        var found = await bench.Clients.Credentials.FindAsync(registry, "team/web", RegistryBench.Token);

        found.Should().Be(isFound ? RegistryBench.Ada : null);
    }

    [Fact]
    public async Task Longest_beginning_of_the_name_wins()
    {
        using var bench = new RegistryBench();
        bench.Write(".config/containers/auth.json", $$$$"""{"auths":{"r.example":{"auth":"{{{{Auth("host")}}}}"},"r.example/a":{"auth":"{{{{Auth("a")}}}}"},"r.example/a/b":{"auth":"{{{{Auth("ab")}}}}"}}}""");

        var users = new List<string?>();
        foreach (var repository in new[] { "a/b", "a/b/c", "a/x", "x" })
        {
            users.Add((await bench.Clients.Credentials.FindAsync("r.example", repository, RegistryBench.Token))?.UserName);
        }

        users.Should().Equal("ab", "ab", "a", "host");
    }

    [Fact]
    public async Task Files_are_asked_in_order()
    {
        using var bench = new RegistryBench();
        string[] names = ["named.json", "run/containers/auth.json", ".config/containers/auth.json", "docker/config.json"];
        bench.Variables["REGISTRY_AUTH_FILE"] = Path.Combine(bench.Home, names[0]);
        bench.Variables["DOCKER_CONFIG"] = Path.Combine(bench.Home, "docker");
        var paths = names.Select(name => bench.Write(name, File("r.example", name, "x"))).ToList();

        var users = new List<string?>();
        foreach (var path in paths)
        {
            users.Add((await bench.Clients.Credentials.FindAsync("r.example", "web", RegistryBench.Token))?.UserName);
            System.IO.File.Delete(path);
        }

        users.Should().Equal(names);
    }

    [Fact]
    public async Task Options_go_before_files_and_their_files_before_the_users()
    {
        var options = new ImageOptions { Registries = { ["one.example"] = new RegistryOptions { UserName = "ada", Password = "secret" } } };
        using var bench = new RegistryBench(options: options);
        bench.Write(".docker/config.json", $$$$"""{"auths":{"one.example":{"auth":"{{{{Auth("no")}}}}"},"two.example":{"auth":"{{{{Auth("no")}}}}"}}}""");
        options.CredentialFiles.Add(bench.Write("own.json", File("two.example", "own", "x")));

        (await bench.Clients.Credentials.FindAsync("one.example", "web", RegistryBench.Token)).Should().Be(RegistryBench.Ada);
        (await bench.Clients.Credentials.FindAsync("two.example", "web", RegistryBench.Token))!.UserName.Should().Be("own");
    }

    [Theory]
    [InlineData("""{"auths":{"r.example":{"identitytoken":"t"}}}""", null, null, "t")]
    [InlineData("""{"auths":{"r.example":{"username":"ada","password":"p:w"}}}""", "ada", "p:w", null)]
    [InlineData("""{"auths":{"r.example":{"auth":"YWRhOnA6dw=="}}}""", "ada", "p:w", null)]
    public async Task Kinds_of_entries_are_read(string text, string? user, string? password, string? token)
    {
        using var bench = new RegistryBench();
        bench.Write(".docker/config.json", text);

        (await bench.Clients.Credentials.FindAsync("r.example", "web", RegistryBench.Token))
            .Should().Be(new RegistryCredentials { UserName = user, Password = password, IdentityToken = token });
    }

    [Theory]
    [InlineData("""{"auths":{"r.example":{}}}""")]
    [InlineData("""{"auths":{"r.example":null}}""")]
    [InlineData("""{"auths":{"r.example":{"auth":"%%%"}}}""")]
    [InlineData("""{"auths":{"r.example":{"auth":"YWRh"}}}""")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task Empty_entries_are_none(string text)
    {
        using var bench = new RegistryBench();
        bench.Write(".docker/config.json", text);

        (await bench.Clients.Credentials.FindAsync("r.example", "web", RegistryBench.Token)).Should().BeNull();
    }

    [Theory]
    [InlineData("[")]
    [InlineData("""{"auths":3}""")]
    public async Task Damaged_file_is_named_without_its_content(string text)
    {
        using var bench = new RegistryBench();
        var path = bench.Write(".docker/config.json", text);

        var find = () => bench.Clients.Credentials.FindAsync("r.example", "web", RegistryBench.Token);

        await find.Should().ThrowAsync<HostResourceException>().WithMessage($"*'{path}'*");
    }

    [Fact]
    public async Task Missing_file_of_the_options_is_named()
    {
        using var bench = new RegistryBench(options: new ImageOptions { CredentialFiles = ["/does/not/exist.json"] });

        var find = () => bench.Clients.Credentials.FindAsync("r.example", "web", RegistryBench.Token);

        await find.Should().ThrowAsync<HostResourceException>().WithMessage("*'/does/not/exist.json'*CredentialFiles*");
    }

    internal static string File(string key, string user, string password) => $$$$"""{"auths":{"{{{{key}}}}":{"auth":"{{{{Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}}}}"}}}""";

    private static string Auth(string user) => Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":x"));
}
