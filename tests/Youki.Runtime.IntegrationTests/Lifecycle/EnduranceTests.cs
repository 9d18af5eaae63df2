using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

/// <summary>One container that is started and stopped again and again.</summary>
public sealed class EnduranceTests
{
    private const string Loop = "trap 'exit 3' TERM; while :; do sleep 0.02; done";

    [Theory]
    [InlineData("youki", 50)]
    [InlineData("runc", 20)]
    public async Task Starts_and_stops_of_one_container_leave_nothing_behind(string flavor, int rounds)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "1000"));
        var now = new StopOptions { Timeout = TimeSpan.Zero };
        var (files, descriptors) = (0, 0);
        for (var round = 1; round <= rounds; round++)
        {
            await node.Runtime.StopContainerAsync(id, now, TestNode.Token);
            if (round == 10)
            {
                (files, descriptors) = (Files(node, id), Descriptors(node));
            }

            await node.Runtime.StartContainerAsync(id, TestNode.Token);
        }

        var status = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);
        await node.Runtime.StopContainerAsync(id, now, TestNode.Token);
        status.Should().BeEquivalentTo(new { State = ContainerState.Running, Run = rounds + 1 });
        await TestNode.EventuallyAsync(() => Task.FromResult(Monitors.Find(node, id).Count == 0));
        await TestNode.EventuallyAsync(() => Task.FromResult(Files(node, id) <= files && Descriptors(node) <= descriptors), "neither files nor descriptors grow");
        node.Mounts().Count.Should().BeLessThanOrEqualTo(1);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_stop_while_it_is_started_finds_it_before_or_after(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var other = await node.OpenRuntimeAsync();
        var id = await node.CreateAsync(TestNode.Shell(Loop), start: false);
        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);
        for (var round = 0; round < 8; round++)
        {
            var start = Outcome.OfAsync(() => node.Runtime.StartContainerAsync(id, TestNode.Token));
            await Task.Delay(round * 6, TestNode.Token);
            await other.StopContainerAsync(id, new() { Timeout = TimeSpan.FromSeconds(1) }, TestNode.Token);

            (await start).Should().BeNull();
            var status = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);
            if (status.State == ContainerState.Running)
            {
                await other.StopContainerAsync(id, new() { Timeout = TimeSpan.Zero }, TestNode.Token);
            }
            else
            {
                status.State.Should().Be(ContainerState.Stopped);
            }
        }
    }

    private static int Files(TestNode node, ContainerId id) => Directory.EnumerateFileSystemEntries(node.Bundle(id), "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4 })
        .Count(path => !path.StartsWith(node.Layout(id).Rootfs, StringComparison.Ordinal));

    /// <summary>Those of this process that belong to the node.</summary>
    private static int Descriptors(TestNode node) => Directory.EnumerateFiles("/proc/self/fd").Count(file => new FileInfo(file).LinkTarget?.Contains(node.Path, StringComparison.Ordinal) == true);
}
