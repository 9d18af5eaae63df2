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
        _tool.Settings!.ToOptions().Should().BeEquivalentTo(new YoukiRuntimeOptions());
    }

    [Fact]
    public async Task Settings_are_taken_from_the_environment()
    {
        foreach (var (name, value) in new[]
        {
            ("RUNTIME", "runc"), ("STATE_DIR", "/s"), ("BUNDLE_DIR", "b"), ("CGROUP_PARENT", "/c"), ("SYSTEMD_CGROUP", "1"), ("MONITOR", "../m"), ("NODE", "n"), ("FORMAT", "json"),
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
