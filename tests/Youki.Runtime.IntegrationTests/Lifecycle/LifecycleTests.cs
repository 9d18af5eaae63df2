using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

public sealed class LifecycleTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task A_container_runs_is_stopped_and_removed(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var id = await node.CreateAsync(TestNode.Shell("trap 'echo bye; exit 42' TERM; echo hello; echo oops >&2; while :; do sleep 0.02; done"));
        var running = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);
        await node.SaysAsync(id, "hello");
        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);
        var stopped = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);
        var output = await node.OutputAsync(id);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        running.State.Should().Be(ContainerState.Running);
        running.Pid.Should().BePositive();
        stopped.Should().BeEquivalentTo(new { State = ContainerState.Stopped, ExitCode = 42, Reason = ExitReason.Error, Pid = (int?)null });
        stopped.FinishedAt.Should().BeAfter(stopped.StartedAt!.Value);
        output.Should().Be(("hello\nbye\n", "oops\n"));
        var status = () => node.Runtime.GetContainerStatusAsync(id, TestNode.Token);
        await status.Should().ThrowAsync<ContainerNotFoundException>();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_stopped_container_starts_again_in_a_new_run_with_its_files(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var id = await node.CreateAsync(TestNode.Shell("echo run >>/runs; wc -l </runs"));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        var exit = await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        exit.Run.Should().Be(2);
        exit.ExitCode.Should().Be(0);
        (await node.OutputAsync(id)).Output.Should().Be("1\n2\n");
    }
}
