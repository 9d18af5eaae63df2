using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

public sealed class RenameTests
{
    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Renamed_container_runs_on_and_every_process_knows_its_name(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var other = await node.OpenRuntimeAsync();
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "1000") with { Name = "web" });
        await other.GetContainerStatusAsync(id, TestNode.Token);

        await node.Runtime.RenameContainerAsync(id, "old", TestNode.Token);

        (await other.ListContainersAsync(node.Id, new ContainerFilter { Name = "old" }, TestNode.Token)).Should().ContainSingle().Which.State.Should().Be(ContainerState.Running);
        (await other.InspectContainerAsync(id, TestNode.Token)).Config.Name.Should().Be("old");
    }

    [Fact]
    public async Task Invalid_name_is_refused()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Config("/bin/true") with { Name = "web" });

        var rename = () => node.Runtime.RenameContainerAsync(id, "../web", TestNode.Token);

        await rename.Should().ThrowAsync<ContainerConfigException>();
        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Name.Should().Be("web");
    }
}
