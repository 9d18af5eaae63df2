using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Youki.Runtime.DependencyInjection;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>The clock is set while something is under way.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public static TheoryData<string, int> BackAndForth => Runtimes.With(-1, 1);

    [Theory]
    [MemberData(nameof(BackAndForth))]
    public async Task A_stop_gives_the_time_it_was_told_to(string flavor, int days)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var clock = new SettableClock();
        var runtime = await OpenAsync(node, clock);
        var slow = await node.CreateAsync(TestNode.Shell("trap 'echo asked; sleep 1; exit 3' TERM; echo up; while :; do sleep 0.02; done"));
        var stubborn = await node.CreateAsync(TestNode.Shell("trap 'echo asked' TERM; echo up; while :; do sleep 0.02; done"));
        await node.SaysAsync(slow, "up");
        await node.SaysAsync(stubborn, "up");

        var stops = new[]
        {
            runtime.StopContainerAsync(slow, new() { Timeout = TimeSpan.FromMinutes(1) }, TestNode.Token),
            runtime.StopContainerAsync(stubborn, new() { Timeout = TimeSpan.FromSeconds(1) }, TestNode.Token),
        };
        await node.SaysAsync(slow, "asked");
        clock.Offset = days * Day;
        await Task.WhenAll(stops).WaitAsync(Limit, TestNode.Token);

        (await runtime.WaitContainerAsync(slow, TestNode.Token)).ExitCode.Should().Be(3, "it had a minute");
        (await runtime.WaitContainerAsync(stubborn, TestNode.Token)).ExitCode.Should().Be(137);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_later_stop_brings_the_deadline_forward_whatever_the_clock_says(int days)
    {
        await using var node = await TestNode.OpenAsync("youki");
        var clock = new SettableClock();
        var runtime = await OpenAsync(node, clock);
        var id = await node.CreateAsync(TestNode.Shell("trap '' TERM; echo up; while :; do sleep 0.02; done"));
        await node.SaysAsync(id, "up");

        var first = runtime.StopContainerAsync(id, new() { Timeout = TimeSpan.FromHours(1) }, TestNode.Token);
        await TestNode.EventuallyAsync(() => Task.FromResult(File.Exists(node.Layout(id).Run(1).StopFile)));
        var written = await File.ReadAllTextAsync(node.Layout(id).Run(1).StopFile, TestNode.Token);
        clock.Offset = days * Day;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(TestNode.Token);
        var second = runtime.StopContainerAsync(id, new() { Timeout = TimeSpan.FromSeconds(2) }, gone.Token);
        await TestNode.EventuallyAsync(async () => await File.ReadAllTextAsync(node.Layout(id).Run(1).StopFile) != written);
        first.IsCompleted.Should().BeFalse();
        await gone.CancelAsync();
        await FluentActions.Awaiting(() => second).Should().ThrowAsync<OperationCanceledException>();

        await first.WaitAsync(Limit, TestNode.Token);
        (await node.StateAsync(id)).Should().Be(ContainerState.Stopped);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Events_keep_their_order_and_a_cursor_its_place(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var clock = new SettableClock();
        var runtime = await OpenAsync(node, clock);
        var id = await node.CreateAsync(TestNode.Shell("trap 'exit 0' TERM; echo up; while :; do sleep 0.02; done"));
        var before = await EventsAsync(runtime, new EventQuery { NodeId = node.Id });
        var last = before[^1];
        clock.Offset = -Day;

        await runtime.PauseContainerAsync(id, TestNode.Token);
        await runtime.ResumeContainerAsync(id, TestNode.Token);
        await runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);
        await runtime.StartContainerAsync(id, TestNode.Token);
        var after = await EventsAsync(runtime, new EventQuery { NodeId = node.Id, From = last.Cursor });
        var status = await runtime.GetContainerStatusAsync(id, TestNode.Token);

        after.Select(each => each.Kind).Should().Equal(EventKind.Paused, EventKind.Resumed, EventKind.Exited, EventKind.Started);
        after.Select(each => each.Sequence).Should().BeInAscendingOrder().And.OnlyContain(sequence => sequence > last.Sequence);
        status.Should().BeEquivalentTo(new { State = ContainerState.Running, Run = 2 });
    }

    private static Task<YoukiRuntime> OpenAsync(TestNode node, TimeProvider clock) =>
        node.UseAsync(new YoukiRuntime(RuntimeParts.Build(Options.Create(node.Options), NullLoggerFactory.Instance, clock, [], [])));

    private static async Task<List<ContainerEvent>> EventsAsync(YoukiRuntime runtime, EventQuery query)
    {
        var found = new List<ContainerEvent>();
        await foreach (var each in runtime.WatchEventsAsync(query, TestNode.Token))
        {
            found.Add(each);
        }

        return found;
    }

    /// <summary>The real clock, set by so much.</summary>
    private sealed class SettableClock : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
    }
}
