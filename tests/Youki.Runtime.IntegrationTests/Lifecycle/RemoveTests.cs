using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

/// <summary>The group "delete" of youki's contract suite.</summary>
public sealed class RemoveTests
{
    private static readonly RemoveOptions Force = new() { Force = true };

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Remove_unknown_does_nothing(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        await node.Runtime.RemoveContainerAsync(ContainerId.Parse("unknown"), cancellationToken: TestNode.Token);
        await node.Runtime.RemoveContainerAsync(ContainerId.Parse("unknown"), Force, TestNode.Token);

        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Remove_created_leaves_nothing(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/true"), start: false);

        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Remove_running_is_refused_and_has_no_effect(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));
        var before = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);

        var remove = () => node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        (await remove.Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Running);
        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Should().BeEquivalentTo(before);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Remove_running_by_force_leaves_nothing(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("trap '' TERM; setsid sleep 100 & mount -t tmpfs tmpfs /tmp; echo ready; while :; do sleep 1; done"));
        await node.SaysAsync(id, "ready");

        await node.Runtime.RemoveContainerAsync(id, Force, TestNode.Token);

        node.AssertNothingIsLeft();
        var status = () => node.Runtime.GetContainerStatusAsync(id, TestNode.Token);
        await status.Should().ThrowAsync<ContainerNotFoundException>();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Remove_paused_needs_force_and_leaves_nothing(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));
        await (await node.RuntimeOfAsync(id)).PauseAsync(id, TestNode.Token);

        var refused = () => node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        (await refused.Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Paused);
        (await node.StateAsync(id)).Should().Be(ContainerState.Paused);
        await node.Runtime.RemoveContainerAsync(id, Force, TestNode.Token);
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Remove_stopped_twice_leaves_nothing(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/true"));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        node.AssertNothingIsLeft();
        var log = async () => await node.OutputAsync(id);
        await log.Should().ThrowAsync<ContainerNotFoundException>();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Remove_one_leaves_the_others(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var (gone, kept) = (await node.CreateAsync(TestNode.Config("/bin/sleep", "100")), await node.CreateAsync(TestNode.Config("/bin/sleep", "100")));

        await node.Runtime.RemoveContainerAsync(gone, Force, TestNode.Token);

        (await node.StateAsync(kept)).Should().Be(ContainerState.Running);
        (await node.Runtime.ListContainersAsync(node.Id, cancellationToken: TestNode.Token)).Should().ContainSingle(status => status.Id == kept);
    }
}
