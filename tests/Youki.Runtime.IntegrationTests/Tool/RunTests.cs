using System.Security.Cryptography;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Tool;

public sealed class RunTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Run_prints_the_output_ends_with_the_code_and_leaves_nothing(string flavor)
    {
        await using var node = await ToolNode.OpenAsync(flavor);

        var result = await node.RunAsync("run", "--rm", "-e", "A=1 2", "-w", "/tmp", "-u", "web", ToolNode.Image, "sh", "-c", "echo $A; pwd; id -u; echo oops >&2; exit 3");

        result.All.Should().Be((3, "1 2\n/tmp\n1000\n", "oops\n"));
        node.Node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Run_interactive_gives_every_byte_back()
    {
        await using var node = await ToolNode.OpenAsync();
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);

        var result = await node.RunAsync(bytes, "run", "--rm", "-i", ToolNode.Image, "cat");

        result.ExitCode.Should().Be(0);
        result.Bytes.AsSpan().SequenceEqual(bytes).Should().BeTrue();
    }

    [Theory]
    [InlineData("nosuch", 127)]
    [InlineData("/bin/not-executable", 126)]
    public async Task Run_command_that_cannot_run_tells_which_way(string command, int expected)
    {
        await using var node = await ToolNode.OpenAsync();

        var result = await node.RunAsync("run", ToolNode.Image, command);

        result.ExitCode.Should().Be(expected);
        result.Error.Should().StartWith("youkictl: ").And.Contain(command);
        result.Error.TrimEnd().Should().NotContain("\n");
        node.Node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Run_interactive_without_a_monitor_is_refused_and_leaves_nothing()
    {
        await using var node = await ToolNode.OpenAsync();

        var result = await node.RunAsync("run", "--monitor=nosuchmonitor", "-i", ToolNode.Image, "cat");

        result.ExitCode.Should().Be(125);
        result.Error.Should().Contain("conmon");
        node.Node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Run_detached_rm_is_removed_by_the_monitor()
    {
        await using var node = await ToolNode.OpenAsync();

        var result = await node.RunAsync("run", "-d", "--rm", ToolNode.Image, "sleep", "0.2");

        result.ExitCode.Should().Be(0);
        var id = ContainerId.Parse(result.Output.Trim());
        await TestNode.EventuallyAsync(() => Task.FromResult(!Directory.Exists(node.Node.Bundle(id))));
        node.Node.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Run_signal_is_passed_on(string signal)
    {
        await using var node = await ToolNode.OpenAsync();
        using var tool = node.Start("run", "--rm", "--name", "web", ToolNode.Image, "sh", "-c", $"trap 'echo got {signal}; exit 9' {signal}; echo ready; while :; do sleep 0.02; done");
        await node.SaysAsync("web", "ready");

        tool.Signal(Signal.Parse(signal));
        var result = await tool.WaitAsync();

        result.All.Should().Be((9, $"ready\ngot {signal}\n", string.Empty));
        node.Node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Run_killed_tool_leaves_the_container_and_its_code()
    {
        await using var node = await ToolNode.OpenAsync();
        using var tool = node.Start("run", "--name", "web", ToolNode.Image, "sh", "-c", "trap 'echo settled' USR1; echo ready; while :; do sleep 0.02; done");
        await node.SaysAsync("web", "ready");

        // Signals are passed on once the start is over.
        tool.Signal(Signal.Parse("USR1"));
        await node.SaysAsync("web", "settled");

        tool.Signal(Signal.Kill);
        await tool.WaitAsync();
        var listed = await node.RunAsync("ps", "--format", "json");
        var killed = await node.RunAsync("kill", "web");
        var waited = await node.RunAsync("wait", "web");

        // Where the tool was asking the runtime for the state in that instant, its log is left, and swept two hours later.
        foreach (var log in Directory.EnumerateFiles(Path.Combine(node.Node.Options.BundleDirectory, ".commands"), "state-*"))
        {
            File.Delete(log);
        }

        listed.Output.Should().Contain("\"state\": \"running\"");
        killed.ExitCode.Should().Be(0);
        waited.All.Should().Be((0, "137\n", string.Empty));
    }

    [Fact]
    public async Task Run_without_monitor_says_so_and_invents_no_code()
    {
        await using var node = await ToolNode.OpenAsync();

        var result = await node.RunAsync("--monitor", "no-such-monitor", "run", "--rm", ToolNode.Image, "sh", "-c", "echo hello; exit 4");

        result.ExitCode.Should().Be(125);
        result.Output.Should().Be("hello\n");
        result.Error.Should().Contain("there is no monitor").And.Contain("the exit code of container");
    }

    [Fact]
    public async Task Run_out_of_memory_says_so()
    {
        await using var node = await ToolNode.OpenAsync();

        var result = await node.RunAsync("run", "--rm", "-m", "16m", ToolNode.Image, "sh", "-c", "x=aaaaaaaa; while :; do x=$x$x; done");

        result.ExitCode.Should().Be(137);
        result.Error.Should().Contain("memory ran out");
    }

    [Fact]
    public async Task Run_name_is_unique()
    {
        await using var node = await ToolNode.OpenAsync();

        var first = await node.RunAsync("run", "-d", "--name", "web", ToolNode.Image, "sleep", "100");
        var second = await node.RunAsync("run", "-d", "--name", "web", ToolNode.Image, "sleep", "100");

        first.ExitCode.Should().Be(0);
        second.ExitCode.Should().Be(125);
        second.Error.Should().Contain($"'web' is taken by container {first.Output.Trim()}");
    }
}
