using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Monitors that die, or are not there.</summary>
public sealed class MonitorTests
{
    private const string Forever = "trap 'exit 3' TERM; echo up; while :; do sleep 0.02; done";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Killed_before_the_start_the_container_starts_in_a_new_run(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("echo up; exit 5"), start: false);
        await Monitors.KillAsync(node, id);

        (await node.StateAsync(id)).Should().Be(ContainerState.Created);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        var exit = await node.Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(Limit, TestNode.Token);

        exit.Should().BeEquivalentTo(new { Run = 2, ExitCode = 5, Reason = ExitReason.Error });
        (await node.OutputAsync(id)).Output.Should().Be("up\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Killed_before_the_start_the_container_can_be_stopped_and_removed(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell(Forever), start: false);
        await Monitors.KillAsync(node, id);

        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token).WaitAsync(Limit, TestNode.Token);
        (await node.StateAsync(id)).Should().Be(ContainerState.Stopped);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        node.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("youki", true)]
    [InlineData("youki", false)]
    [InlineData("runc", true)]
    public async Task Killed_after_the_start_nobody_knows_the_exit_code(string flavor, bool waitedBefore)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell(Forever));
        await node.SaysAsync(id, "up");
        var wait = waitedBefore ? node.Runtime.WaitContainerAsync(id, TestNode.Token) : null;
        await Monitors.KillAsync(node, id);

        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token).WaitAsync(Limit, TestNode.Token);
        var exit = await (wait ?? node.Runtime.WaitContainerAsync(id, TestNode.Token)).WaitAsync(Limit, TestNode.Token);
        var status = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.RemoveContainerAsync(id, new RemoveOptions { Force = true }, TestNode.Token);

        exit.Should().BeEquivalentTo(new { Run = 1, ExitCode = (int?)null, Reason = ExitReason.Unknown });
        exit.ErrorMessage.Should().Contain("monitor");
        status.Should().BeEquivalentTo(new { State = ContainerState.Stopped, ExitCode = (int?)null, Reason = ExitReason.Unknown });
        node.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("youki", LostMonitorPolicy.Adopt)]
    [InlineData("runc", LostMonitorPolicy.Adopt)]
    [InlineData("youki", LostMonitorPolicy.Kill)]
    [InlineData("runc", LostMonitorPolicy.Kill)]
    public async Task Killed_it_is_told_once_and_the_container_goes_on_or_is_killed(string flavor, LostMonitorPolicy policy)
    {
        await using var node = await TestNode.OpenAsync(flavor, options => options.LostMonitorPolicy = policy);
        var id = await node.CreateAsync(TestNode.Shell(Forever));
        await node.SaysAsync(id, "up");
        await Monitors.KillAsync(node, id);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestNode.Token);
        limit.CancelAfter(Limit);
        await foreach (var told in node.Runtime.WatchEventsAsync(new EventQuery { NodeId = node.Id, Kinds = [EventKind.MonitorLost], Since = DateTimeOffset.UnixEpoch, Follow = true }, limit.Token))
        {
            told.ContainerId.Should().Be(id);
            break;
        }

        if (policy == LostMonitorPolicy.Kill)
        {
            (await node.Runtime.WaitContainerAsync(id, limit.Token)).Should().BeEquivalentTo(new { ExitCode = (int?)null, Reason = ExitReason.Unknown });
        }
        else
        {
            (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stopped_by_a_signal_it_is_named_and_nothing_hangs(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, options => options.KillTimeout = TimeSpan.FromSeconds(1));
        var id = await node.CreateAsync(TestNode.Shell(Forever));
        await node.SaysAsync(id, "up");
        var monitor = Monitors.Find(node, id).Single();
        using var handle = monitor.TryOpen()!;
        PidFd.TrySignal(handle, Signal.Parse("STOP").Number);

        var stop = () => node.Runtime.StopContainerAsync(id, new() { Timeout = TimeSpan.FromSeconds(0.5) }, TestNode.Token).WaitAsync(Limit, TestNode.Token);
        (await stop.Should().ThrowAsync<OperationTimeoutException>()).Which.Message.Should().Contain($"{monitor.Pid}").And.Contain("stopped").And.Contain(id.Value);
        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token).WaitAsync(Limit, TestNode.Token)).ExitCode.Should().BeNull();
        PidFd.TrySignal(handle, Signal.Parse("CONT").Number);

        (await node.Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(Limit, TestNode.Token)).ExitCode.Should().Be(3);
        await stop.Should().NotThrowAsync();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Without_one_containers_run_and_nobody_knows_the_exit_code(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, options => options.Monitor = "no-such-monitor");
        var id = await node.CreateAsync(TestNode.Shell("echo out; echo err >&2; exit 5"));

        var exit = await node.Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(Limit, TestNode.Token);
        var (output, _) = await node.OutputAsync(id);
        var details = await node.Runtime.InspectContainerAsync(id, TestNode.Token);
        var host = await node.Runtime.InspectHostAsync(TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(Limit, TestNode.Token);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        exit.Should().BeEquivalentTo(new { ExitCode = (int?)null, Reason = ExitReason.Unknown });
        output.Should().Be("out\nerr\n");
        details.Monitor.Should().Be("none");
        host.MonitorVersion.Should().BeNull();
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Without_one_a_container_is_stopped_and_removed()
    {
        await using var node = await TestNode.OpenAsync("youki", options => options.Monitor = "no-such-monitor");
        var id = await node.CreateAsync(TestNode.Shell(Forever));
        await node.SaysAsync(id, "up");

        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token).WaitAsync(Limit, TestNode.Token);
        (await node.StateAsync(id)).Should().Be(ContainerState.Stopped);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        node.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("/bin/false")]
    [InlineData("/bin/true")]
    public async Task One_that_ends_at_once_is_told(string monitor)
    {
        await using var node = await TestNode.OpenAsync("youki", options => options.Monitor = monitor);

        var create = () => node.CreateAsync(TestNode.Shell("true"), id: "web");

        (await create.Should().ThrowAsync<YoukiException>()).Which.Message.Should().Contain("web");
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_path_that_is_no_monitor_is_refused()
    {
        await using var node = await TestNode.OpenAsync("youki", options => options.Monitor = "/no/conmon");

        var create = () => node.CreateAsync(TestNode.Shell("true"));

        (await create.Should().ThrowAsync<RuntimeUnavailableException>()).Which.Message.Should().Contain("/no/conmon");
    }
}
