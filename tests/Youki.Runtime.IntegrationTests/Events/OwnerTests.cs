using System.Diagnostics;
using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.IntegrationTests.Tool;

namespace Youki.Runtime.IntegrationTests.Events;

public sealed class OwnerTests
{
    [Fact]
    public async Task Another_process_takes_over_when_the_owner_is_killed()
    {
        await using var node = await TestNode.OpenAsync("youki", options => options.OwnNodes = false);
        var command = ChildProcess.CommandLine(node.Options, "", "own");
        using var owner = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        var id = default(ContainerId);
        try
        {
            await TestNode.EventuallyAsync(async () => (await node.Runtime.MaintainNodeAsync(node.Id, TestNode.Token)).OwnerPid == owner.Id, "the child owns the node");
            node.Options.OwnNodes = true;
            await node.OpenRuntimeAsync();
            id = await node.CreateAsync(TestNode.Shell("while [ ! -e /go ]; do sleep 0.02; done; exit 4"));
        }
        finally
        {
            owner.Kill();
        }

        await owner.WaitForExitAsync(TestNode.Token);
        await TestNode.EventuallyAsync(async () => (await node.Runtime.MaintainNodeAsync(node.Id, TestNode.Token)).OwnerPid == Environment.ProcessId, "this process owns the node");
        await File.WriteAllTextAsync($"{node.Bundle(id)}/rootfs/go", "", TestNode.Token);

        (await node.EventuallyEventsAsync(EventKind.Exited, 1)).Should().ContainSingle().Which.ExitCode.Should().Be(4);
    }

    [Fact]
    public async Task Maintain_tells_missed_exits_unless_an_owner_lives()
    {
        await using var node = await ToolNode.OpenAsync(options => options.OwnNodes = false);
        var started = await node.RunAsync("run", "-d", ToolNode.Image, "sh", "-c", "exit 9");
        await TestNode.EventuallyAsync(async () => await node.Node.StateAsync(ContainerId.Parse(started.Output.Trim())) == ContainerState.Stopped);

        var maintained = await node.RunAsync("maintain");
        var events = await node.RunAsync("events", "--no-follow", "-f", "event=die");
        node.Node.Options.OwnNodes = true;
        await node.Node.OpenRuntimeAsync();
        await TestNode.EventuallyAsync(async () => (await node.Node.Runtime.MaintainNodeAsync(node.Node.Id, TestNode.Token)).IsOwnedByOther);
        var left = await node.RunAsync("maintain");

        maintained.All.Should().BeEquivalentTo((0, maintained.Output, ""));
        maintained.Output.Should().StartWith("test-node: missed events");
        events.Output.Should().Contain("container exited").And.Contain("exitCode=9");
        left.Output.Should().Be($"test-node: process {Environment.ProcessId} looks after it; nothing was done\n");
    }

    [Fact]
    public async Task Run_detached_with_rm_tells_its_end_and_its_removal()
    {
        await using var node = await ToolNode.OpenAsync(options => options.OwnNodes = false);

        var id = ContainerId.Parse((await node.RunAsync("run", "-d", "--rm", ToolNode.Image, "sh", "-c", "exit 6")).Output.Trim());

        await node.Node.EventuallyEventsAsync(EventKind.Removed, 1);
        (await node.Node.EventsAsync()).Where(each => each.ContainerId == id).Select(each => (each.Kind, each.ExitCode)).Should().Equal(
            (EventKind.Created, null), (EventKind.Started, null), (EventKind.Exited, 6), (EventKind.Removed, null));
        await TestNode.EventuallyAsync(() => Task.FromResult(!Directory.Exists(node.Node.Bundle(id))));
    }
}
