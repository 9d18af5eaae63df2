using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Control;

/// <summary>What the journal says of changes to running containers.</summary>
public sealed class ControlEventTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Pause_resume_and_update_are_told_and_failures_are_not(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));

        await node.Runtime.PauseContainerAsync(id, TestNode.Token);
        await FluentActions.Awaiting(() => node.Runtime.PauseContainerAsync(id, TestNode.Token)).Should().ThrowAsync<ContainerStatusException>();
        await node.Runtime.ResumeContainerAsync(id, TestNode.Token);
        await node.Runtime.UpdateContainerAsync(id, new() { Limits = new() { PidsLimit = 9 } }, TestNode.Token);

        var told = new List<ContainerEvent>();
        await foreach (var one in node.Runtime.WatchEventsAsync(new EventQuery { NodeId = node.Id, ContainerIds = [id], Kinds = [EventKind.Paused, EventKind.Resumed, EventKind.Updated] }, TestNode.Token))
        {
            told.Add(one);
        }

        told.Select(one => one.Kind).Should().Equal(EventKind.Paused, EventKind.Resumed, EventKind.Updated);
        told[^1].Attributes.Should().ContainSingle().Which.Should().Be(new KeyValuePair<string, string>("pidsLimit", "9"));
    }
}
