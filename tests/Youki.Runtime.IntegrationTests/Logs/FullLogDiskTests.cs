using System.Globalization;
using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.IntegrationTests.Logs;

/// <summary>A disk with no room for what containers write.</summary>
public sealed class FullLogDiskTests
{
    private const long Reserved = 4 * 1024 * 1024;
    private const string Writer = "i=0; t=$(printf %01000d 0); while ! [ -e /stop ]; do i=$((i + 1)); echo $i $t; [ $((i % 10)) = 0 ] && /bin/busybox usleep 500; done; echo last";

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Blocked_a_container_waits_and_loses_no_line(string flavor)
    {
        using var disk = new SmallDisk(megabytesTaken: 6);
        await using var node = await OpenAsync(flavor, disk, FullDiskAction.Block);
        var id = await node.CreateAsync(TestNode.Shell(Writer));
        var block = Block(node);

        await TestNode.EventuallyAsync(() => Task.FromResult(block.IsOn(id)));
        var length = new FileInfo(node.Layout(id).LogFile).Length;

        // The mark comes first, then the signal.
        await TestNode.EventuallyAsync(() => Task.FromResult(Monitors.Find(node, id).Single().IsStopped()));
        disk.MakeRoom();
        await TestNode.EventuallyAsync(() => Task.FromResult(!block.IsOn(id) && new FileInfo(node.Layout(id).LogFile).Length > length));
        await StopAsync(node, id);

        var lines = (await node.OutputAsync(id)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ToList();
        lines.Should().Equal([.. Enumerable.Range(1, lines.Count - 1).Select(number => number.ToString(CultureInfo.InvariantCulture)), "last"]);
        (await KindsAsync(node, id)).Should().ContainInOrder(EventKind.LogBlocked, EventKind.LogResumed);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
    }

    [Fact]
    public async Task Blocked_a_container_that_is_killed_is_seen_to_end()
    {
        using var disk = new SmallDisk(megabytesTaken: 6);
        await using var node = await OpenAsync("youki", disk, FullDiskAction.Block);
        var id = await node.CreateAsync(TestNode.Shell(Writer));
        await TestNode.EventuallyAsync(() => Task.FromResult(Block(node).IsOn(id)));

        await node.Runtime.KillContainerAsync(id, Signal.Parse("KILL"), TestNode.Token);
        var exit = await node.Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(TimeSpan.FromSeconds(15), TestNode.Token);

        exit.ExitCode.Should().Be(137);
        disk.MakeRoom();
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
    }

    [Fact]
    public async Task Left_blocked_by_an_owner_that_died_the_next_one_lets_it_go_on()
    {
        using var disk = new SmallDisk(megabytesTaken: 0);
        await using var node = await OpenAsync("youki", disk, FullDiskAction.Block);
        var id = await node.CreateAsync(TestNode.Shell("while ! [ -e /stop ]; do sleep 0.02; done; echo last"));
        Block(node).TryBegin(node.Parts().Services.Store.Read(id)).Should().BeTrue();
        await TestNode.EventuallyAsync(() => Task.FromResult(Monitors.Find(node, id).Single().IsStopped()));

        node.Parts().LogKeeping.Guard.ReleaseWhereThereIsRoom(node.Id);

        Block(node).IsOn(id).Should().BeFalse();
        await StopAsync(node, id);
        (await node.OutputAsync(id)).Output.Should().Be("last\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Dropped_output_is_counted_and_told(string flavor)
    {
        using var disk = new SmallDisk(megabytesTaken: 8);
        await using var node = await OpenAsync(flavor, disk, FullDiskAction.Drop);
        var id = await node.CreateAsync(TestNode.Shell(Writer));

        await TestNode.EventuallyAsync(() => Task.FromResult(disk.Free < 8192));
        await Task.Delay(TimeSpan.FromSeconds(1), TestNode.Token);
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        disk.MakeRoom();
        await TestNode.EventuallyAsync(async () => (await KindsAsync(node, id)).Contains(EventKind.LogLost));
        await StopAsync(node, id);

        (await node.OutputAsync(id)).Output.Should().EndWith("last\n");
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
    }

    private static Task<TestNode> OpenAsync(string flavor, SmallDisk disk, FullDiskAction action) => TestNode.OpenAsync(flavor, options =>
    {
        options.BundleDirectory = disk.Path;
        options.Logs.WhenDiskIsFull = action;
        options.Logs.ReservedBytes = Reserved;
    });

    private static MonitorBlock Block(TestNode node) => new(node.Parts().Services.Store);

    private static async Task StopAsync(TestNode node, ContainerId id)
    {
        await File.WriteAllTextAsync(Path.Combine(node.Layout(id).Rootfs, "stop"), "", TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(TimeSpan.FromSeconds(30), TestNode.Token);
    }

    private static async Task<IReadOnlyList<EventKind>> KindsAsync(TestNode node, ContainerId id)
    {
        var kinds = new List<EventKind>();
        await foreach (var each in node.Runtime.WatchEventsAsync(new EventQuery { NodeId = node.Id, ContainerIds = [id] }, TestNode.Token))
        {
            kinds.Add(each.Kind);
        }

        return kinds;
    }
}
