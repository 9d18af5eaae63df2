using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

/// <summary>The groups "kill", "kill_no_effect" and "killsig" of youki's contract suite.</summary>
public sealed class KillTests
{
    public static TheoryData<string, string> Trapped => Runtimes.With("TERM", "USR1", "USR2", "HUP", "TRAP", "BUS", "RTMIN+3", "RTMAX");

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Kill_of_nothing_throws(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var empty = () => node.Runtime.KillContainerAsync(default, Signal.Kill, TestNode.Token);
        var unknown = () => node.Runtime.KillContainerAsync(ContainerId.Parse("unknown"), Signal.Kill, TestNode.Token);

        await empty.Should().ThrowAsync<InvalidOperationException>();
        await unknown.Should().ThrowAsync<ContainerNotFoundException>();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Kill_without_a_signal_throws(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));

        var kill = () => node.Runtime.KillContainerAsync(id, default, TestNode.Token);

        await kill.Should().ThrowAsync<ArgumentOutOfRangeException>();
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Kill_created_ends_it(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/true"), start: false);

        await node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token);
        var exit = await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        exit.Should().BeEquivalentTo(new { ExitCode = 137, Reason = ExitReason.Error, Run = 1 });
        (await node.StateAsync(id)).Should().Be(ContainerState.Stopped);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Kill_created_by_another_signal_leaves_it_to_be_started(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("echo ran"), start: false);

        await node.Runtime.KillContainerAsync(id, Signal.Term, TestNode.Token);

        // What waits to be started is the runtime's own program: youki's takes no notice of SIGTERM, runc's ends by it.
        var (state, run) = flavor == "runc" ? (ContainerState.Stopped, 2) : (ContainerState.Created, 1);
        await TestNode.EventuallyAsync(async () => await node.StateAsync(id) == state);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).Should().BeEquivalentTo(new { ExitCode = 0, Run = run });
        (await node.OutputAsync(id)).Output.Should().Be("ran\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Kill_stopped_throws_and_has_no_effect(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("exit 5"));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        var before = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);

        var kill = () => node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token);

        (await kill.Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Stopped);
        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Should().BeEquivalentTo(before);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Kill_running_ends_it_and_its_children(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("trap '' TERM; setsid sleep 100 & setsid sleep 100 & echo ready; wait"));
        await node.SaysAsync(id, "ready");

        await node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token);
        var exit = await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        exit.Should().BeEquivalentTo(new { ExitCode = 137, Reason = ExitReason.Error });
        await TestNode.EventuallyAsync(async () => (await node.CgroupFileAsync(id, "pids", "cgroup.procs", "cgroup.procs")).Length == 0);
    }

    [Theory]
    [MemberData(nameof(Trapped))]
    public async Task Kill_trapped_signal_is_the_one_that_was_sent(string flavor, string name)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var signal = Signal.Parse(name);
        var id = await node.CreateAsync(TestNode.Shell($"for s in 1 5 7 10 12 15 37 64; do trap \"echo got $s; exit 0\" $s; done; echo ready; while :; do sleep 0.02; done"));
        await node.SaysAsync(id, "ready");

        await node.Runtime.KillContainerAsync(id, signal, TestNode.Token);
        var exit = await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        exit.ExitCode.Should().Be(0);
        (await node.OutputAsync(id)).Output.Should().Be($"ready\ngot {signal.Number}\n");
    }
}
