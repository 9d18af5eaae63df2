using Youki.Runtime.Tests.Tool.Fakes;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class GlobalOptionsTests
{
    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Settings_without_options_are_the_librarys()
    {
        await _tool.RunAsync("ps");

        _tool.Settings.Should().Be(new ToolSettings { Node = NodeId.Parse("local") });
        _tool.Settings!.ToOptions().Should().BeEquivalentTo(new YoukiRuntimeOptions { OwnNodes = false }, "a command that ends at once owns nothing");
    }

    [Fact]
    public async Task Settings_are_taken_from_the_environment()
    {
        foreach (var (name, value) in new[]
        {
            ("RUNTIME", "runc"), ("STATE_DIR", "/s"), ("BUNDLE_DIR", "b"), ("IMAGE_DIR", "i"), ("CGROUP_PARENT", "/c"), ("SYSTEMD_CGROUP", "1"), ("MONITOR", "../m"), ("NODE", "n"), ("FORMAT", "json"),
        })
        {
            _tool.Variables[$"YOUKICTL_{name}"] = value;
        }

        await _tool.RunAsync("ps");

        _tool.Settings.Should().Be(new ToolSettings
        {
            Runtime = "runc",
            StateDirectory = "/s",
            BundleDirectory = "/home/me/b",
            ImageDirectory = "/home/me/i",
            CgroupParent = "/c",
            SystemdCgroup = true,
            Monitor = "/home/m",
            Node = NodeId.Parse("n"),
            Json = true,
        });
    }

    [Fact]
    public async Task Options_win_over_the_environment()
    {
        _tool.Variables["YOUKICTL_NODE"] = "n";
        _tool.Variables["YOUKICTL_SYSTEMD_CGROUP"] = "true";

        await _tool.RunAsync("ps", "--node", "m", "--systemd-cgroup=false");

        _tool.Settings.Should().Be(new ToolSettings { Node = NodeId.Parse("m"), SystemdCgroup = false });
    }

    [Fact]
    public async Task Registries_reach_the_librarys_options()
    {
        await _tool.RunAsync(
            "ps", "--plain-http", "10.0.0.1:5000", "--ca-file", "reg.example=ca.pem", "--mirror", "docker.io=http://m1:5000", "--mirror=docker.io=m2.example", "--auth-file", "auth.json");

        var images = _tool.Settings!.ToOptions().Images;
        images.Registries["10.0.0.1:5000"].PlainHttp.Should().BeTrue();
        images.Registries["reg.example"].Should().BeEquivalentTo(new RegistryOptions { CertificateAuthorityFile = "/home/me/ca.pem" });
        images.Registries["docker.io"].Mirrors.Should().Equal("http://m1:5000", "m2.example");
        images.CredentialFiles.Should().Equal("/home/me/auth.json");
    }

    [Fact]
    public async Task Registries_are_taken_from_the_environment()
    {
        _tool.Variables["YOUKICTL_PLAIN_HTTP"] = "a.example, b.example:80";
        _tool.Variables["YOUKICTL_MIRROR"] = "docker.io=m.example";

        await _tool.RunAsync("ps");

        var registries = _tool.Settings!.ToOptions().Images.Registries;
        registries.Keys.Should().BeEquivalentTo("a.example", "b.example:80", "docker.io");
        registries["docker.io"].Mirrors.Should().Equal("m.example");
    }

    [Theory]
    [InlineData("--plain-http", "no-host")]
    [InlineData("--plain-http", "http://reg.example")]
    [InlineData("--ca-file", "reg.example")]
    [InlineData("--mirror", "docker.io=")]
    public async Task Bad_registry_is_a_usage_error(string option, string value)
    {
        var outcome = await _tool.RunAsync("ps", option, value);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain("registry");
    }

    [Fact]
    public async Task Empty_variable_counts_as_unset()
    {
        _tool.Variables["YOUKICTL_NODE"] = string.Empty;

        (await _tool.RunAsync("ps")).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Bad_variable_is_named()
    {
        _tool.Variables["YOUKICTL_DEBUG"] = "perhaps";

        var outcome = await _tool.RunAsync("ps");

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain("YOUKICTL_DEBUG");
    }
}
