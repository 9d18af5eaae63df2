using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Specs;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

/// <summary>What an orchestrator gives a container to find it by.</summary>
public sealed class ListTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task List_filters_by_each_mark_and_by_all_together(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var workload = WorkloadId.Parse("shop");
        var web = await node.Runtime.CreateContainerAsync(
            TestNode.Config("/bin/sleep", "100") with { Name = "web", Labels = new Dictionary<string, string> { ["tier"] = "front", ["zone"] = "a" } },
            new() { NodeId = node.Id, WorkloadId = workload },
            TestNode.Token);
        var database = await node.Runtime.CreateContainerAsync(
            TestNode.Config("/bin/sleep", "100") with { Name = "database", Labels = new Dictionary<string, string> { ["tier"] = "back" } },
            TestNode.NotStarted with { WorkloadId = workload },
            TestNode.Token);
        var plain = await node.CreateAsync(TestNode.Config("/bin/true"));
        await node.Runtime.WaitContainerAsync(plain, TestNode.Token);

        (await IdsAsync(node, null)).Should().Equal(web, database, plain);
        (await IdsAsync(node, new())).Should().Equal(web, database, plain);
        (await IdsAsync(node, new() { Name = "web" })).Should().Equal(web);
        (await IdsAsync(node, new() { Name = "we" })).Should().BeEmpty();
        (await IdsAsync(node, new() { Labels = new Dictionary<string, string?> { ["tier"] = "back" } })).Should().Equal(database);
        (await IdsAsync(node, new() { Labels = new Dictionary<string, string?> { ["tier"] = null } })).Should().Equal(web, database);
        (await IdsAsync(node, new() { Labels = new Dictionary<string, string?> { ["tier"] = null, ["zone"] = "a" } })).Should().Equal(web);
        (await IdsAsync(node, new() { States = [ContainerState.Created, ContainerState.Stopped] })).Should().Equal(database, plain);
        (await IdsAsync(node, new() { WorkloadId = workload })).Should().Equal(web, database);
        (await IdsAsync(node, new() { WorkloadId = workload, States = [ContainerState.Running], Name = "web" })).Should().Equal(web);
        (await IdsAsync(node, new() { WorkloadId = workload, States = [ContainerState.Stopped] })).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task List_of_another_node_is_its_own(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var other = NodeId.Parse("other-node");
        await node.Runtime.InitializeNodeAsync(other, TestNode.Token);
        var mine = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));
        var theirs = await node.Runtime.CreateContainerAsync(TestNode.Config("/bin/sleep", "100"), new() { NodeId = other }, TestNode.Token);

        (await IdsAsync(node, null)).Should().Equal(mine);
        (await node.Runtime.ListContainersAsync(other, cancellationToken: TestNode.Token)).Select(status => status.Id).Should().Equal(theirs);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Marks_are_kept_and_annotations_reach_the_runtime(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var labels = new Dictionary<string, string> { ["com.example/tier"] = "front\nend", ["empty"] = "" };
        var annotations = new Dictionary<string, string> { ["com.example.note"] = "\u2603 \"quoted\"", ["com.example.empty"] = "" };
        var options = new CreateContainerOptions { NodeId = node.Id, WorkloadId = WorkloadId.Parse("shop") };

        var id = await node.Runtime.CreateContainerAsync(
            TestNode.Config("/bin/sleep", "100") with { Name = "web", Labels = labels, Annotations = annotations }, options, TestNode.Token);

        var second = await node.OpenRuntimeAsync();
        var status = await second.GetContainerStatusAsync(id, TestNode.Token);
        status.Should().BeEquivalentTo(new { Name = "web", Labels = labels, WorkloadId = options.WorkloadId, NodeId = node.Id, Image = BusyboxImage.Reference });
        var config = RuntimeSpecJson.Parse(await File.ReadAllBytesAsync(node.Layout(id).SpecFile, TestNode.Token));
        config.Annotations.Should().BeEquivalentTo(annotations);
        (await second.InspectContainerAsync(id, TestNode.Token)).Spec!.Annotations.Should().BeEquivalentTo(annotations);
        (await (await node.RuntimeOfAsync(id)).StateAsync(id, TestNode.Token)).Annotations.Should().Contain(annotations);
    }

    private static async Task<IEnumerable<ContainerId>> IdsAsync(TestNode node, ContainerFilter? filter) =>
        (await node.Runtime.ListContainersAsync(node.Id, filter, TestNode.Token)).Select(status => status.Id);
}
