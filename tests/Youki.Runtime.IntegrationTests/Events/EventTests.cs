using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Events;

public sealed class EventTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Events_tell_the_life_of_a_container(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var config = TestNode.Shell("trap 'exit 3' TERM; echo up; while :; do sleep 0.02; done") with { Name = "web", Labels = new Dictionary<string, string> { ["app"] = "web" } };

        var id = await node.CreateAsync(config);
        await node.SaysAsync(id, "up");
        await node.Runtime.PauseContainerAsync(id, TestNode.Token);
        await node.Runtime.ResumeContainerAsync(id, TestNode.Token);
        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);
        var finished = (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).FinishedAt;
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token);

        var events = (await node.EventsAsync()).Where(each => each.ContainerId == id).ToList();
        events.Select(each => (each.Kind, each.Run, each.ExitCode)).Should().Equal(
            (EventKind.Created, 1, null),
            (EventKind.Started, 1, null),
            (EventKind.Paused, 1, null),
            (EventKind.Resumed, 1, null),
            (EventKind.Exited, 1, 3),
            (EventKind.Started, 2, null),
            (EventKind.Exited, 2, 137),
            (EventKind.Removed, 2, null));
        events[4].Should().BeEquivalentTo(new { Time = finished, Reason = ExitReason.Error, Name = "web", NodeId = node.Id, config.Labels });
        events.Select(each => each.Sequence).Should().BeInAscendingOrder();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Exits_are_told_once_whoever_sees_them(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var other = await node.OpenRuntimeAsync();

        var exits = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var id = await node.CreateAsync(TestNode.Shell($"exit {i}"));
            var waits = new[] { node.Runtime.WaitContainerAsync(id, TestNode.Token), other.WaitContainerAsync(id, TestNode.Token) };
            await Task.WhenAll(node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token), other.StopContainerAsync(id, cancellationToken: TestNode.Token));
            return await waits[0];
        }));

        var told = await node.EventuallyEventsAsync(EventKind.Exited, 8);
        told.Select(each => (each.ContainerId!.Value, each.ExitCode)).Should().BeEquivalentTo(exits.Select(exit => (exit.Id, exit.ExitCode)));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Exits_that_nobody_saw_are_told_later_with_their_own_time_in_order(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, options => options.OwnNodes = false);
        var ids = new List<ContainerId>();
        foreach (var (pause, code) in new[] { ("0.6", 6), ("0.3", 3), ("0", 0) })
        {
            ids.Add(await node.CreateAsync(TestNode.Shell($"sleep {pause}; exit {code}")));
        }

        await TestNode.EventuallyAsync(async () => (await node.Runtime.ListContainersAsync(node.Id, cancellationToken: TestNode.Token)).All(status => status.State == ContainerState.Stopped));
        (await node.EventsAsync(null, EventKind.Exited)).Should().BeEmpty("nobody has looked");

        await node.OpenRuntimeAsync();
        await node.OpenRuntimeAsync();

        var exits = await node.EventsAsync(null, EventKind.Exited);
        exits.Should().HaveCount(3);
        exits.Select(each => each.Time).Should().BeInAscendingOrder();
        foreach (var (id, code) in ids.Zip([6, 3, 0]))
        {
            var finished = (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).FinishedAt;
            exits.Should().ContainSingle(each => each.ContainerId == id).Which.Should().BeEquivalentTo(new { ExitCode = code, Time = finished });
        }
    }

    [Fact]
    public async Task Owner_tells_exits_of_containers_that_another_process_started()
    {
        await using var node = await TestNode.OpenAsync("youki");
        node.Options.OwnNodes = false;
        var other = await node.OpenRuntimeAsync();

        var id = await other.CreateContainerAsync(TestNode.Shell("exit 5"), new CreateContainerOptions { NodeId = node.Id }, TestNode.Token);

        (await node.EventuallyEventsAsync(EventKind.Exited, 1)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { ContainerId = id, ExitCode = 5, Run = 1 });
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Start_that_fails_leaves_a_whole_story(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        await FluentActions.Awaiting(() => node.CreateAsync(TestNode.Config("/no/such/program"))).Should().ThrowAsync<ContainerStartException>();

        var kinds = (await node.EventsAsync()).Select(each => each.Kind).ToList();
        kinds.Contains(EventKind.Created).Should().Be(kinds.Contains(EventKind.Removed), "what was told to be there is told to be gone");
    }

    [Fact]
    public async Task Follower_sees_what_another_runtime_does_and_ends_when_it_is_cancelled()
    {
        await using var node = await TestNode.OpenAsync("youki");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestNode.Token);
        var stream = (await node.OpenRuntimeAsync()).WatchEventsAsync(new EventQuery { NodeId = node.Id, Follow = true, Kinds = [EventKind.Removed] }, stop.Token);
        var id = await node.CreateAsync(TestNode.Shell("true"), start: false);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        await using var events = stream.GetAsyncEnumerator(stop.Token);
        (await events.MoveNextAsync()).Should().BeTrue();
        events.Current.ContainerId.Should().Be(id);
        var next = events.MoveNextAsync();
        await stop.CancelAsync();

        await FluentActions.Awaiting(async () => await next).Should().ThrowAsync<OperationCanceledException>();
    }
}
