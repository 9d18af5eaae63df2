using System.Globalization;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.IntegrationTests.Tool;
using Youki.Runtime.Native;
using static Youki.Runtime.IntegrationTests.Execution.ExecTests;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Commands in a container whose monitor, container or host process goes.</summary>
public sealed class ExecFaultTests
{
    private const int SigKill = 9;

    private static readonly ContainerConfig Sleeper = TestNode.Config("/bin/sleep", "100000");

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Monitor_killed_ends_the_command_without_a_code(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);
        await using var exec = await node.Runtime.StartExecAsync(id, Command("sleep 4301 & sleep 4302"), TestNode.Token);

        Kill(MonitorsOf(node).Should().ContainSingle().Subject);

        (await exec.WaitAsync(TestNode.Token)).Should().BeEquivalentTo(new { ExitCode = (int?)null, End = ExecEnd.Unknown });
        (await ExecAsync(node, id, "ps -o args | grep 'sleep [4]30'")).StdoutText.Should().BeEmpty();
        AssertNothingIsLeft(node, id);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    [Trait("Host", "v2")]
    public async Task Container_stopped_ends_its_commands(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);
        await using var exec = await node.Runtime.StartExecAsync(id, Command("sleep 4401"), TestNode.Token);
        var detached = await node.Runtime.StartDetachedExecAsync(id, Command("sleep 4402"), TestNode.Token);

        await node.Runtime.StopContainerAsync(id, new StopOptions { Timeout = TimeSpan.Zero }, TestNode.Token);

        (await exec.WaitAsync(TestNode.Token)).Should().BeEquivalentTo(new { ExitCode = 137, End = ExecEnd.ContainerEnded });
        (await node.Runtime.WaitExecAsync(id, detached, TestNode.Token)).End.Should().Be(ExecEnd.ContainerEnded);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Container_removed_ends_its_commands(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);
        await using var exec = await node.Runtime.StartExecAsync(id, Command("sleep 4403"), TestNode.Token);

        await node.Runtime.RemoveContainerAsync(id, new RemoveOptions { Force = true }, TestNode.Token);

        (await exec.WaitAsync(TestNode.Token)).End.Should().Be(ExecEnd.ContainerEnded);
        node.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Container_paused_holds_its_commands(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);
        await using var exec = await node.Runtime.StartExecAsync(id, new ExecOptions { Command = ["cat"], OpenStdin = true }, TestNode.Token);

        await node.Runtime.PauseContainerAsync(id, TestNode.Token);
        await exec.Input.WriteAsync("while paused\n"u8.ToArray(), TestNode.Token);
        await exec.Input.DisposeAsync();
        var end = exec.WaitAsync(TestNode.Token);
        end.IsCompleted.Should().BeFalse();
        await node.Runtime.ResumeContainerAsync(id, TestNode.Token);

        (await end).Should().BeEquivalentTo(new { ExitCode = 0, StdoutDropped = 13L });
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Host_killed_leaves_nothing_after_recovery(string flavor)
    {
        await using var tool = await ToolNode.OpenAsync(flavor);
        var node = tool.Node;
        var id = await node.CreateAsync(Sleeper, id: "web");
        using (var host = tool.Start("exec", "web", "sh", "-c", "(setsid sleep 4501 &); echo begun; exec sleep 4502"))
        {
            await TestNode.EventuallyAsync(async () => (await node.Runtime.ListExecsAsync(id, TestNode.Token)).Any(exec => exec.Pid is not null));
            host.Signal(Signal.Kill);
            await host.WaitAsync();
        }

        await node.OpenRuntimeAsync();

        (await ExecAsync(node, id, "ps -o args | grep 'sleep [4]50'")).StdoutText.Should().BeEmpty();
        AssertNothingIsLeft(node, id);
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
    }

    private static IReadOnlyList<ProcessIdentity> MonitorsOf(TestNode node) =>
    [
        .. ProcessTable.All().Where(process => process.Name == "conmon" && process.Arguments.Contains("--exec-process-spec") && process.Arguments.Any(argument => argument.StartsWith(node.Path, StringComparison.Ordinal)))
            .Select(process => process.Process),
    ];

    private static void Kill(ProcessIdentity process)
    {
        using var handle = process.TryOpen();
        PidFd.TrySignal(handle!, SigKill).Should().BeTrue(process.Pid.ToString(CultureInfo.InvariantCulture));
    }
}
