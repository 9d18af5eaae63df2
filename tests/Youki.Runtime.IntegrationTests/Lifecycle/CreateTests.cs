using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

/// <summary>The group "create" of youki's contract suite.</summary>
public sealed class CreateTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Create_empty_id_throws(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var create = () => node.Runtime.CreateContainerAsync(TestNode.Config("/bin/true"), new() { NodeId = node.Id, ContainerId = default(ContainerId) }, TestNode.Token);

        await create.Should().ThrowAsync<ContainerConfigException>();
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Create_valid_id_is_the_runtimes_own(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var id = await node.CreateAsync(TestNode.Config("/bin/true"), start: false, id: "Valid_id-1.2+3");

        id.Value.Should().Be("Valid_id-1.2+3");
        var client = await node.RuntimeOfAsync(id);
        (await client.ListAsync(TestNode.Token)).Should().ContainSingle(state => state.Id == id.Value);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Create_longest_id_runs_and_can_be_attached_to(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var id = await node.CreateAsync(TestNode.Config("/bin/cat") with { OpenStdin = true }, id: new string('i', 128));
        await using (var input = await node.InputAsync(id))
        {
            await input.WriteAsync("hello\n"u8.ToArray(), TestNode.Token);
        }

        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(0);
        (await node.OutputAsync(id)).Output.Should().Be("hello\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Create_duplicate_id_throws_and_leaves_the_first_alone(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"), id: "twice");
        var before = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);

        var create = () => node.CreateAsync(TestNode.Config("/bin/true"), id: "twice");

        (await create.Should().ThrowAsync<ContainerExistsException>()).Which.ContainerId.Should().Be(id);
        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Should().BeEquivalentTo(before);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Create_id_of_a_removed_one_begins_anew(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("echo old >/file; exit 3"), id: "again");
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        await node.CreateAsync(TestNode.Shell("ls /file || echo new"), id: "again");
        var exit = await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        exit.Should().BeEquivalentTo(new { Run = 1, ExitCode = 0, Reason = ExitReason.Completed });
        (await node.OutputAsync(id)).Output.Should().Be("new\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Create_not_started_runs_nothing_until_start(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var id = await node.CreateAsync(TestNode.Shell("echo ran"), start: false);
        var created = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);
        var before = await node.OutputAsync(id);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        created.Should().BeEquivalentTo(new { State = ContainerState.Created, Run = 1, StartedAt = (DateTimeOffset?)null, ExitCode = (int?)null });
        before.Output.Should().BeEmpty();
        (await node.OutputAsync(id)).Output.Should().Be("ran\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Create_twenty_at_once_makes_all_of_them(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => node.CreateAsync(TestNode.Shell($"echo {number}; exec sleep 100"))));

        ids.Should().OnlyHaveUniqueItems();
        var all = await node.Runtime.ListContainersAsync(node.Id, cancellationToken: TestNode.Token);
        all.Should().HaveCount(20).And.OnlyContain(status => status.State == ContainerState.Running);
        all.Select(status => status.Pid).Should().OnlyHaveUniqueItems();
        await Task.WhenAll(ids.Select((id, number) => node.SaysAsync(id, $"{number}\n")));
        await Task.WhenAll(ids.Select(id => node.Runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token)));
        node.AssertNothingIsLeft();
    }
}
