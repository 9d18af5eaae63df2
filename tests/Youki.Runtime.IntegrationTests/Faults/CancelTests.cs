using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Callers that go away in the midst of an operation.</summary>
public sealed class CancelTests
{
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
            var outcome = await Outcome.OfAsync(() => node.Runtime.CreateContainerAsync(
                TestNode.Shell("while :; do sleep 0.02; done"), new CreateContainerOptions { NodeId = node.Id, ContainerId = id }, cancel.Token));

            if (outcome is null)
            {
                await node.Runtime.RemoveContainerAsync(id, new RemoveOptions { Force = true }, TestNode.Token);
            }
            else
            {
                outcome.Should().BeAssignableTo<OperationCanceledException>();
            }
        }

        await TestNode.EventuallyAsync(() => Task.FromResult(node.Files().Count == 0));
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_cancelled_create_is_undone_before_the_runtime_is_disposed_of()
    {
        await using var node = await TestNode.OpenAsync("youki");
        for (var round = 0; round < 10; round++)
        {
            var runtime = await node.OpenRuntimeAsync();
            using var cancel = new CancellationTokenSource();
            var create = Outcome.OfAsync(() => runtime.CreateContainerAsync(
                TestNode.Shell("while :; do sleep 0.02; done"), new CreateContainerOptions { NodeId = node.Id }, cancel.Token));
            await TestNode.EventuallyAsync(() => Task.FromResult(node.Files().Count > 0));
            await cancel.CancelAsync();

            (await create).Should().BeAssignableTo<OperationCanceledException>();
            await runtime.DisposeAsync();
            node.AssertNothingIsLeft();
        }
    }
}
