using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

/// <summary>Two runtimes on the same directories, as two processes have them.</summary>
public sealed class SharedNodeTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Changes_of_one_are_seen_by_the_other_at_once(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var other = await node.OpenRuntimeAsync();

        for (var round = 0; round < 5; round++)
        {
            var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"), start: false);
            (await StateAsync(other, id)).Should().Be(ContainerState.Created);
            await other.StartContainerAsync(id, TestNode.Token);
            (await node.StateAsync(id)).Should().Be(ContainerState.Running);
            await node.Runtime.StopContainerAsync(id, new() { Timeout = TimeSpan.Zero }, TestNode.Token);
            (await StateAsync(other, id)).Should().Be(ContainerState.Stopped);
            await other.StartContainerAsync(id, TestNode.Token);
            (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Should().BeEquivalentTo(new { State = ContainerState.Running, Run = 2, ExitCode = (int?)null });
            await node.Runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token);
            var gone = () => other.GetContainerStatusAsync(id, TestNode.Token);
            await gone.Should().ThrowAsync<ContainerNotFoundException>();
            (await other.ListContainersAsync(node.Id, cancellationToken: TestNode.Token)).Should().BeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Looks_during_a_removal_find_it_or_do_not(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var other = await node.OpenRuntimeAsync();

        for (var round = 0; round < 5; round++)
        {
            var id = await node.CreateAsync(TestNode.Shell("echo x; exec sleep 100"));
            Func<Task>[] looks =
            [
                () => other.GetContainerStatusAsync(id, TestNode.Token),
                () => other.InspectContainerAsync(id, TestNode.Token),
                () => other.WaitContainerAsync(id, TestNode.Token),
                () => other.ListContainersAsync(node.Id, cancellationToken: TestNode.Token),
                () => other.StopContainerAsync(id, new() { Timeout = TimeSpan.Zero }, TestNode.Token),
                () => other.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token),
            ];
            using var over = new CancellationTokenSource();
            var watching = looks.Select(look => Task.Run(async () =>
            {
                while (!over.IsCancellationRequested)
                {
                    try
                    {
                        await look();
                    }
                    catch (ContainerNotFoundException)
                    {
                        // The other answer that it may have.
                    }
                }
            })).ToList();

            await node.Runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token);
            await over.CancelAsync();
            await Task.WhenAll(watching);
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Runtime_disposed_of_leaves_its_containers_to_the_next(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var first = await node.OpenRuntimeAsync();
        var id = await first.CreateContainerAsync(TestNode.Shell("trap 'exit 4' TERM; echo ready; while :; do sleep 0.02; done"), new() { NodeId = node.Id }, TestNode.Token);
        await node.SaysAsync(id, "ready");

        await first.DisposeAsync();
        var next = await node.OpenRuntimeAsync();

        (await StateAsync(next, id)).Should().Be(ContainerState.Running);
        await next.StopContainerAsync(id, cancellationToken: TestNode.Token);
        (await next.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(4);
    }

    private static async Task<ContainerState> StateAsync(YoukiRuntime runtime, ContainerId id) => (await runtime.GetContainerStatusAsync(id, TestNode.Token)).State;
}
