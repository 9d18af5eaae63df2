using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

public sealed class DamagedSpecTests
{
    [Theory]
    [InlineData("config.json")]
    [InlineData("authors.json")]
    public async Task Inspect_names_the_damaged_file_and_everything_else_goes_on(string file)
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Config("/bin/true"));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        await File.WriteAllTextAsync(Path.Combine(node.Bundle(id), file), "", TestNode.Token);

        var inspect = await FluentActions.Awaiting(() => node.Runtime.InspectContainerAsync(id, TestNode.Token)).Should().ThrowAsync<RecordException>();
        var list = await node.Runtime.ListContainersAsync(node.Id, cancellationToken: TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);

        inspect.Which.Path.Should().EndWith(file);
        list.Should().ContainSingle().Which.State.Should().Be(ContainerState.Stopped);
        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).Run.Should().Be(2);
        (await node.Runtime.InspectContainerAsync(id, TestNode.Token)).Spec.Should().NotBeNull();
    }
}
