using System.Diagnostics;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

public sealed class StopTests
{
    private static readonly ContainerConfig Stubborn = TestNode.Shell("trap '' TERM; echo ready; while :; do sleep 0.02; done");

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stop_sends_the_containers_own_signal_or_the_callers(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var config = TestNode.Shell("trap 'exit 7' USR1; trap 'exit 8' INT; echo ready; while :; do sleep 0.02; done") with { StopSignal = Signal.Parse("USR1") };
        var (own, asked) = (await node.CreateAsync(config), await node.CreateAsync(config));
        await node.SaysAsync(own, "ready");
        await node.SaysAsync(asked, "ready");

        await node.Runtime.StopContainerAsync(own, cancellationToken: TestNode.Token);
        await node.Runtime.StopContainerAsync(asked, new() { Signal = Signal.Interrupt }, TestNode.Token);

        (await node.Runtime.WaitContainerAsync(own, TestNode.Token)).ExitCode.Should().Be(7);
        (await node.Runtime.WaitContainerAsync(asked, TestNode.Token)).ExitCode.Should().Be(8);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stop_ignored_kills_after_the_containers_timeout(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Stubborn with { StopTimeout = TimeSpan.FromSeconds(1) });
        await node.SaysAsync(id, "ready");

        var started = Stopwatch.GetTimestamp();
        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);

        Stopwatch.GetElapsedTime(started).Should().BeGreaterThan(TimeSpan.FromSeconds(0.9)).And.BeLessThan(TimeSpan.FromSeconds(8));
        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).Should().BeEquivalentTo(new { ExitCode = 137, Reason = ExitReason.Error });
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stop_of_another_runtime_shortens_the_first(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var other = await node.OpenRuntimeAsync();
        var id = await node.CreateAsync(Stubborn with { StopTimeout = TimeSpan.FromHours(1) });
        await node.SaysAsync(id, "ready");

        var first = node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);
        await TestNode.EventuallyAsync(() => Task.FromResult(File.Exists(node.Layout(id).Run(1).StopFile)));
        await other.StopContainerAsync(id, new() { Timeout = TimeSpan.Zero }, TestNode.Token);

        await first.WaitAsync(TimeSpan.FromSeconds(10), TestNode.Token);
        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(137);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stop_deadline_brought_forward_holds_when_the_one_who_did_it_is_gone(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var other = await node.OpenRuntimeAsync();
        var id = await node.CreateAsync(Stubborn with { StopTimeout = TimeSpan.FromHours(1) });
        await node.SaysAsync(id, "ready");

        var first = node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);
        await TestNode.EventuallyAsync(() => Task.FromResult(File.Exists(node.Layout(id).Run(1).StopFile)));
        using var gone = new CancellationTokenSource();
        var second = other.StopContainerAsync(id, new() { Timeout = TimeSpan.FromSeconds(1) }, gone.Token);
        await TestNode.EventuallyAsync(async () => !(await File.ReadAllTextAsync(node.Layout(id).Run(1).StopFile)).Contains($"T{DateTimeOffset.UtcNow.AddHours(1):HH}"));
        await gone.CancelAsync();
        await FluentActions.Awaiting(() => second).Should().ThrowAsync<OperationCanceledException>();

        await first.WaitAsync(TimeSpan.FromSeconds(10), TestNode.Token);
        (await node.StateAsync(id)).Should().Be(ContainerState.Stopped);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Stop_paused_lets_it_end_in_its_own_way(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("trap 'exit 6' TERM; echo ready; while :; do sleep 0.02; done"));
        await node.SaysAsync(id, "ready");
        await (await node.RuntimeOfAsync(id)).PauseAsync(id, TestNode.Token);

        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);

        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(6);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stop_created_ends_it_and_stop_stopped_leaves_it(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("echo ran"), start: false);

        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);
        var stopped = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);
        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);

        stopped.Should().BeEquivalentTo(new { State = ContainerState.Stopped, ExitCode = 137 });
        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Should().BeEquivalentTo(stopped);
        (await node.OutputAsync(id)).Output.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stop_options_that_make_no_sense_are_refused_and_have_no_effect(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));
        StopOptions[] senseless = [new() { Timeout = Timeout.InfiniteTimeSpan }, new() { Timeout = TimeSpan.FromSeconds(-1) }, new() { Timeout = TimeSpan.MaxValue }, new() { Signal = default(Signal) }];

        foreach (var options in senseless)
        {
            var stop = () => node.Runtime.StopContainerAsync(id, options, TestNode.Token);

            await stop.Should().ThrowAsync<ArgumentOutOfRangeException>("{0} is refused", options);
            (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        }
    }
}
