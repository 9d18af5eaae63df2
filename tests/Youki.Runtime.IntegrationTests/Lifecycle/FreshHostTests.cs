using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

public sealed class FreshHostTests
{
    [Fact]
    public async Task Before_any_container_was_made_there_is_nothing_to_list_or_remove()
    {
        await using var node = await TestNode.OpenAsync("youki");
        await using var fresh = YoukiRuntime.Create(new YoukiRuntimeOptions { StateDirectory = node.At("fresh/state"), BundleDirectory = node.At("fresh/bundles") });

        var list = await fresh.ListContainersAsync(node.Id, cancellationToken: TestNode.Token);
        await fresh.RemoveContainerAsync(ContainerId.Parse("none"), cancellationToken: TestNode.Token);

        list.Should().BeEmpty();
        await FluentActions.Awaiting(() => fresh.WaitContainerAsync(ContainerId.Parse("none"), TestNode.Token)).Should().ThrowAsync<ContainerNotFoundException>();
        Directory.Exists(node.At("fresh")).Should().BeFalse("looking makes nothing");
    }
}
