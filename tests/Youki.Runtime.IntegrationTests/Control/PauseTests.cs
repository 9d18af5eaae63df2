using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Control;

/// <summary>Pausing and resuming of real containers.</summary>
public sealed class PauseTests
{
    private static readonly ContainerConfig Counting = TestNode.Shell("trap 'exit 6' TERM; echo ready; i=0; while :; do i=$((i+1)); echo $i > /count; sleep 0.01; done");

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Pause_freezes_and_resume_lets_go_on(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await RunningAsync(node);

        await node.Runtime.PauseContainerAsync(id, TestNode.Token);
        var (paused, frozenAt) = (await node.StateAsync(id), Count(node, id));
        var again = () => node.Runtime.PauseContainerAsync(id, TestNode.Token);
        (await again.Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Paused);
        await node.Runtime.ResumeContainerAsync(id, TestNode.Token);

        paused.Should().Be(ContainerState.Paused);
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        await TestNode.EventuallyAsync(() => Task.FromResult(Count(node, id) > frozenAt + 3));
        var resume = () => node.Runtime.ResumeContainerAsync(id, TestNode.Token);
        (await resume.Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Running);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Pause_of_what_does_not_run_throws(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var created = await node.CreateAsync(TestNode.Config("/bin/true"), start: false);
        var stopped = await node.CreateAsync(TestNode.Config("/bin/true"));
        await node.Runtime.WaitContainerAsync(stopped, TestNode.Token);

        (await FluentActions.Awaiting(() => node.Runtime.PauseContainerAsync(created, TestNode.Token)).Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Created);
        (await FluentActions.Awaiting(() => node.Runtime.PauseContainerAsync(stopped, TestNode.Token)).Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Stopped);
        await FluentActions.Awaiting(() => node.Runtime.ResumeContainerAsync(ContainerId.New(), TestNode.Token)).Should().ThrowAsync<ContainerNotFoundException>();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Signal_to_a_paused_one_is_seen_when_it_is_resumed(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await RunningAsync(node);
        await node.Runtime.PauseContainerAsync(id, TestNode.Token);

        await node.Runtime.KillContainerAsync(id, Signal.Term, TestNode.Token);
        var held = await node.StateAsync(id);
        await node.Runtime.ResumeContainerAsync(id, TestNode.Token);

        held.Should().Be(ContainerState.Paused);
        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(6);
    }

    [Fact]
    public async Task Resume_where_youki_has_forgotten_the_pause()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await RunningAsync(node);
        await node.Runtime.PauseContainerAsync(id, TestNode.Token);
        await (await node.RuntimeOfAsync(id)).KillAsync(new() { Id = id, Signal = Signal.Parse("WINCH") }, TestNode.Token);
        (await FluentActions.Awaiting(async () => await (await node.RuntimeOfAsync(id)).ResumeAsync(id, TestNode.Token)).Should().ThrowAsync<YoukiException>()).And.Should().NotBeNull();

        await node.Runtime.ResumeContainerAsync(id, TestNode.Token);

        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        await node.Runtime.PauseContainerAsync(id, TestNode.Token);
        (await node.StateAsync(id)).Should().Be(ContainerState.Paused);
    }

    [Fact]
    public async Task Pause_where_somebody_thawed_it_behind_youkis_back()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await RunningAsync(node);
        await node.Runtime.PauseContainerAsync(id, TestNode.Token);
        CgroupTree.Detect().TrySetFrozen(await node.CgroupPathAsync(id), frozen: false).Should().BeTrue();
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);

        await node.Runtime.PauseContainerAsync(id, TestNode.Token);

        (await node.StateAsync(id)).Should().Be(ContainerState.Paused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pause_during_a_commit_outlives_it(bool pauseFirst)
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await RunningAsync(node);
        await (pauseFirst ? node.Runtime.PauseContainerAsync(id, TestNode.Token) : Task.CompletedTask);

        await using (var freeze = await node.FreezeAsync(id))
        {
            await (pauseFirst ? Task.CompletedTask : node.Runtime.PauseContainerAsync(id, TestNode.Token));
            await FluentActions.Awaiting(() => node.Runtime.PauseContainerAsync(id, TestNode.Token)).Should().ThrowAsync<ContainerStatusException>();
        }

        (await node.StateAsync(id)).Should().Be(ContainerState.Paused);
        await node.Runtime.ResumeContainerAsync(id, TestNode.Token);
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Resume_during_a_commit_waits_for_its_end(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await RunningAsync(node);
        await node.Runtime.PauseContainerAsync(id, TestNode.Token);

        await using (var freeze = await node.FreezeAsync(id))
        {
            await node.Runtime.ResumeContainerAsync(id, TestNode.Token);
            (await node.StateAsync(id)).Should().Be(ContainerState.Paused);
            (await FluentActions.Awaiting(() => node.Runtime.ResumeContainerAsync(id, TestNode.Token)).Should().ThrowAsync<ContainerStatusException>()).WithMessage("*commit*");
        }

        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Resume_after_a_commit_that_was_killed(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await RunningAsync(node);
        await (await node.RuntimeOfAsync(id)).PauseAsync(id, TestNode.Token);
        await WriteHolderOfDeadProcessAsync(node, id);

        await node.Runtime.ResumeContainerAsync(id, TestNode.Token);

        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        File.Exists(node.Layout(id).Run(1).FreezeFile).Should().BeFalse();
    }

    [Fact]
    public async Task Pause_after_a_commit_that_was_killed_stays_over_recovery()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await RunningAsync(node);
        await (await node.RuntimeOfAsync(id)).PauseAsync(id, TestNode.Token);
        await WriteHolderOfDeadProcessAsync(node, id);

        await node.Runtime.PauseContainerAsync(id, TestNode.Token);
        await node.OpenRuntimeAsync();

        (await node.StateAsync(id)).Should().Be(ContainerState.Paused);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Frozen_by_hand_is_stopped_and_removed(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var (stopped, removed) = (await RunningAsync(node), await RunningAsync(node));
        foreach (var id in new[] { stopped, removed })
        {
            CgroupTree.Detect().TrySetFrozen(await node.CgroupPathAsync(id), frozen: true).Should().BeTrue();
        }

        await node.Runtime.StopContainerAsync(stopped, cancellationToken: TestNode.Token);
        await node.Runtime.RemoveContainerAsync(removed, new() { Force = true }, TestNode.Token);

        (await node.Runtime.WaitContainerAsync(stopped, TestNode.Token)).ExitCode.Should().Be(6);
    }

    private static async Task<ContainerId> RunningAsync(TestNode node)
    {
        var id = await node.CreateAsync(Counting);
        await node.SaysAsync(id, "ready");
        return id;
    }

    private static int Count(TestNode node, ContainerId id) =>
        int.TryParse(File.ReadAllText($"/proc/{node.PidAsync(id).GetAwaiter().GetResult()}/root/count"), out var count) ? count : 0;

    private static Task WriteHolderOfDeadProcessAsync(TestNode node, ContainerId id) => File.WriteAllTextAsync(
        node.Layout(id).Run(1).FreezeFile,
        $$"""{"schemaVersion":1,"holders":[{"id":"x","pid":{{Environment.ProcessId}},"startTime":1,"bootId":"{{BootId.Current}}"}]}""",
        TestNode.Token);
}
