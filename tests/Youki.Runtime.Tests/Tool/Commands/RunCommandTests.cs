using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class RunCommandTests
{
    private readonly ToolHarness _tool = new();

    private FakeContainer Only => _tool.Runtime.Containers.Single();

    [Fact]
    public async Task Run_foreground_prints_the_output_and_ends_with_the_containers_code()
    {
        _tool.Runtime.OnStart = container =>
        {
            container.Write("hello");
            container.Write("\u00ff\u0000", partial: true);
            container.Write("oops", OutputSource.Stderr);
            container.End(3, ExitReason.Error);
        };

        var outcome = await _tool.RunAsync("run", "img");

        outcome.Should().Be(new ToolOutcome(3, "hello\n\u00ff\u0000", "oops\n"));
        Only.Status.State.Should().Be(ContainerState.Stopped);
    }

    [Fact]
    public async Task Run_rm_removes_the_container_after_its_end()
    {
        _tool.Runtime.OnStart = container => container.End(7, ExitReason.Error);

        var outcome = await _tool.RunAsync("run", "--rm", "img");

        outcome.ExitCode.Should().Be(7);
        _tool.Runtime.Containers.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_detached_prints_the_id()
    {
        _tool.Runtime.OnStart = _ => { };

        var outcome = await _tool.RunAsync("run", "-d", "img");

        outcome.Should().Be(new ToolOutcome(0, $"{Only.Status.Id}\n", string.Empty));
        Only.Options.ExitCommand.Should().BeNull();
    }

    [Fact]
    public async Task Run_detached_json_prints_an_object()
    {
        var outcome = await _tool.RunAsync("run", "-d", "--format", "json", "img");

        outcome.Output.Should().Be($"{{\n  \"id\": \"{Only.Status.Id}\"\n}}\n");
    }

    [Fact]
    public async Task Run_detached_rm_leaves_the_removal_to_the_monitor()
    {
        _tool.Variables["YOUKICTL_STATE_DIR"] = "state";

        await _tool.RunAsync("--runtime", "./youki", "--bundle-dir", "/b", "--node", "n1", "run", "-d", "--rm", "img");

        Only.Options.ExitCommand.Should().Equal(
            "/usr/bin/dotnet",
            "/opt/youkictl.dll",
            "--runtime=/home/me/youki",
            "--state-dir=/home/me/state",
            "--bundle-dir=/b",
            "--image-dir=/var/lib/orchestrator/images",
            "--cgroup-parent=/orchestrator",
            "--systemd-cgroup=false",
            "--id-pool-dir=/var/lib/orchestrator/id-ranges",
            "--monitor=conmon",
            "--node=n1",
            "container",
            "cleanup",
            Only.Status.Id.Value);
    }
}
