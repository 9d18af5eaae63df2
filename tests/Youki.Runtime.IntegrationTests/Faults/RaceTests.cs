using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Callers that get in each other's way.</summary>
public sealed class RaceTests
{
    private const int Rounds = 20;
    private const string Forever = "trap 'exit 0' TERM; while :; do sleep 0.02; done";
    private static readonly RemoveOptions Force = new() { Force = true };

    [Theory]
    [InlineData("youki", false)]
    [InlineData("youki", true)]
    [InlineData("runc", true)]
    public async Task Of_two_creates_of_one_id_exactly_one_wins(string flavor, bool twoRuntimes)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var other = twoRuntimes ? await node.OpenRuntimeAsync() : node.Runtime;

        for (var round = 0; round < Rounds; round++)
        {
            var id = ContainerId.Parse($"race-{round}");
            var outcomes = await Task.WhenAll(
                OutcomeAsync(() => CreateAsync(node.Runtime, id)),
                OutcomeAsync(() => CreateAsync(other, id)));

            outcomes.Where(outcome => outcome is not null).Should().ContainSingle().Which.Should().BeOfType<ContainerExistsException>();
            (await node.StateAsync(id)).Should().Be(ContainerState.Running);
            await other.RemoveContainerAsync(id, Force, TestNode.Token);
        }

        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_remove_during_create_leaves_all_or_nothing()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var other = await node.OpenRuntimeAsync();

        for (var round = 0; round < Rounds; round++)
        {
            var id = ContainerId.Parse($"race-{round}");
            var create = OutcomeAsync(() => CreateAsync(node.Runtime, id));
            await Pause(round * 4);
            await other.RemoveContainerAsync(id, Force, TestNode.Token);

            (await create).Should().BeNull();
            await node.Runtime.RemoveContainerAsync(id, Force, TestNode.Token);
        }

        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_stop_during_create_stops_it_or_does_not_know_it()
    {
        await using var node = await TestNode.OpenAsync("youki");

        for (var round = 0; round < Rounds; round++)
        {
            var id = ContainerId.Parse($"race-{round}");
            var create = OutcomeAsync(() => CreateAsync(node.Runtime, id));
            await Pause(round * 4);
            var stop = await OutcomeAsync(() => node.Runtime.StopContainerAsync(id, new StopOptions { Timeout = TimeSpan.Zero }, TestNode.Token));

            (await create).Should().BeNull();
            stop.Should().Match(outcome => outcome == null || outcome is ContainerNotFoundException);
            (await node.StateAsync(id)).Should().Be(stop is null ? ContainerState.Stopped : ContainerState.Running);
            await node.Runtime.RemoveContainerAsync(id, Force, TestNode.Token);
        }

        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Two_removes_and_a_wait_at_once_all_end(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var other = await node.OpenRuntimeAsync();

        for (var round = 0; round < Rounds / 2; round++)
        {
            var id = await CreateAsync(node.Runtime, ContainerId.Parse($"race-{round}"));
            var wait = OutcomeAsync(() => other.WaitContainerAsync(id, TestNode.Token));
            var watch = OutcomeAsync(async () =>
            {
                while ((await other.ListContainersAsync(node.Id, cancellationToken: TestNode.Token)).Count > 0)
                {
                    await other.GetContainerStatusAsync(id, TestNode.Token);
                }
            });

            await Task.WhenAll(node.Runtime.RemoveContainerAsync(id, Force, TestNode.Token), other.RemoveContainerAsync(id, Force, TestNode.Token));

            (await wait).Should().Match(outcome => outcome == null || outcome is ContainerNotFoundException);
            (await watch).Should().Match(outcome => outcome == null || outcome is ContainerNotFoundException);
            node.AssertNothingIsLeft();
        }
    }

    [Fact]
    public async Task Two_stops_at_once_both_end()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var other = await node.OpenRuntimeAsync();
        var id = await CreateAsync(node.Runtime, ContainerId.Parse("web"));

        for (var round = 0; round < Rounds / 2; round++)
        {
            await Task.WhenAll(node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token), other.StopContainerAsync(id, cancellationToken: TestNode.Token));
            (await node.StateAsync(id)).Should().Be(ContainerState.Stopped);

            var outcomes = await Task.WhenAll(
                OutcomeAsync(() => node.Runtime.StartContainerAsync(id, TestNode.Token)),
                OutcomeAsync(() => other.StartContainerAsync(id, TestNode.Token)));
            outcomes.Where(outcome => outcome is not null).Should().ContainSingle().Which.Should().BeOfType<ContainerStatusException>();
        }

        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Run.Should().Be(1 + (Rounds / 2));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_create_that_is_cancelled_leaves_nothing(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        for (var round = 0; round < 30; round++)
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestNode.Token);
            cancel.CancelAfter(TimeSpan.FromMilliseconds(round * 4));
            var id = ContainerId.Parse($"race-{round}");
            var outcome = await OutcomeAsync(() => node.Runtime.CreateContainerAsync(
                TestNode.Shell(Forever), new CreateContainerOptions { NodeId = node.Id, ContainerId = id }, cancel.Token));

            if (outcome is null)
            {
                await node.Runtime.RemoveContainerAsync(id, Force, TestNode.Token);
            }
            else
            {
                outcome.Should().BeAssignableTo<OperationCanceledException>();
            }
        }

        await TestNode.EventuallyAsync(() => Task.FromResult(node.Files().Count == 0));
        node.AssertNothingIsLeft();
    }

    private static Task<ContainerId> CreateAsync(YoukiRuntime runtime, ContainerId id) => runtime.CreateContainerAsync(
        TestNode.Shell(Forever), new CreateContainerOptions { NodeId = NodeId.Parse("test-node"), ContainerId = id }, TestNode.Token);

    private static Task Pause(int milliseconds) => Task.Delay(milliseconds, TestNode.Token);

    private static async Task<Exception?> OutcomeAsync(Func<Task> action)
    {
        try
        {
            await Task.Run(action, TestNode.Token);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
