using System.Diagnostics;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Stats;

/// <summary>What containers use, compared with what they were made to use.</summary>
public sealed class StatsTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Stats_are_those_of_the_container(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var script = "dd if=/dev/zero of=/dev/shm/file bs=1M count=8 2>/dev/null; i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; sleep 100 & echo ready; wait";
        var id = await node.CreateAsync(TestNode.Shell(script) with { ResourceRequests = new() { MemoryMb = 64, CpuCores = 1 } });
        await node.SaysAsync(id, "ready");

        var stats = await node.Runtime.GetContainerStatsAsync(id, new() { WritableLayer = true }, TestNode.Token);

        stats.Cpu.Usage.Should().BePositive();
        stats.Cpu.User.Should().NotBeNull();
        stats.Cpu.System.Should().NotBeNull();
        stats.Cpu.Periods.Should().NotBeNull();
        stats.Memory.LimitBytes.Should().Be(64 * 1024 * 1024);
        stats.Memory.FileBytes.Should().BeInRange(8 * 1024 * 1024, 64 * 1024 * 1024, "a tmpfs counts as cache");
        stats.Memory.UsageBytes.Should().BeInRange(8 * 1024 * 1024, 64 * 1024 * 1024);
        stats.Memory.WorkingSetBytes.Should().BeLessThanOrEqualTo(stats.Memory.UsageBytes!.Value);
        stats.Memory.AnonymousBytes.Should().BePositive();
        stats.Memory.OomKills.Should().Be(0);
        stats.Pids.Should().Be(new PidsStats { Current = 2 });
        stats.Io.Devices.Should().NotBeNull();
        stats.Networks.Should().Contain(network => network.Name == "lo");
        stats.WritableLayerBytes.Should().NotBeNull();
        stats.Run.Should().Be(1);
        (stats.Cpu.Pressure is not null).Should().Be(NodeParts.OnCgroupV2, "only version 2 has it");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Network_counters_are_the_containers_own(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));

        // The container itself may not, and only runc has made its interface ready.
        var enter = $"--net=/proc/{await node.PidAsync(id)}/ns/net";
        foreach (var arguments in new string[][] { [enter, "/bin/busybox", "ip", "link", "set", "lo", "up"], [enter, "/bin/busybox", "ping", "-c", "3", "-i", "0.05", "127.0.0.1"] })
        {
            using var process = Process.Start(new ProcessStartInfo("nsenter", arguments) { RedirectStandardOutput = true })!;
            await process.StandardOutput.ReadToEndAsync(TestNode.Token);
            await process.WaitForExitAsync(TestNode.Token);
        }

        var stats = await node.Runtime.GetContainerStatsAsync(id, cancellationToken: TestNode.Token);

        stats.Networks.Should().ContainSingle(network => network.Name == "lo").Which.ReceivedPackets.Should().BeInRange(3, 100, "three pings and their answers went over it");
        stats.WritableLayerBytes.Should().BeNull("it was not asked for");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Writable_layer_grows_with_what_is_written(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("dd if=/dev/zero of=/file bs=1M count=3 2>/dev/null; echo ready; sleep 100"));
        await node.SaysAsync(id, "ready");

        var stats = await node.Runtime.GetContainerStatsAsync(id, new() { WritableLayer = true }, TestNode.Token);

        stats.WritableLayerBytes.Should().BeInRange(3 * 1024 * 1024, 4 * 1024 * 1024);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Watch_reads_at_once_and_ends_with_the_container(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("echo ready; while :; do :; done"));
        await node.SaysAsync(id, "ready");
        var samples = new List<ContainerStats>();

        await foreach (var sample in node.Runtime.WatchContainerStatsAsync(id, TimeSpan.FromMilliseconds(100), cancellationToken: TestNode.Token))
        {
            samples.Add(sample);
            if (samples.Count == 3)
            {
                await node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token);
            }
        }

        samples.Should().HaveCountGreaterThanOrEqualTo(3);
        samples[2].CpuPercentSince(samples[0]).Should().BePositive();
        samples.Should().BeInAscendingOrder(sample => sample.MonotonicTime);
    }

    [Fact]
    public async Task Watch_with_a_long_interval_ends_at_once_with_the_container()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));

        var count = 0;
        await foreach (var sample in node.Runtime.WatchContainerStatsAsync(id, TimeSpan.FromHours(1), cancellationToken: TestNode.Token))
        {
            count++;
            await node.Runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token);
        }

        count.Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stats_of_what_does_not_run_throw(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/true"), start: false);

        var created = () => node.Runtime.GetContainerStatsAsync(id, cancellationToken: TestNode.Token);
        (await created.Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Created);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        (await created.Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Stopped);
        var unknown = () => node.Runtime.GetContainerStatsAsync(ContainerId.New(), cancellationToken: TestNode.Token);
        await unknown.Should().ThrowAsync<ContainerNotFoundException>();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stats_of_a_container_that_ends_meanwhile_are_whole_or_refused(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("sleep 0.3"));

        var (whole, refused) = (0, 0);
        while (refused == 0)
        {
            try
            {
                var stats = await node.Runtime.GetContainerStatsAsync(id, cancellationToken: TestNode.Token);
                stats.Cpu.Usage.Should().NotBeNull();
                stats.Memory.UsageBytes.Should().NotBeNull();
                whole++;
            }
            catch (ContainerStatusException)
            {
                refused++;
            }
        }

        whole.Should().BePositive();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Paused_one_has_stats_and_uses_no_processor(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("while :; do :; done"));
        await node.Runtime.PauseContainerAsync(id, TestNode.Token);

        var first = await node.Runtime.GetContainerStatsAsync(id, cancellationToken: TestNode.Token);
        var second = await node.Runtime.GetContainerStatsAsync(id, cancellationToken: TestNode.Token);

        second.CpuPercentSince(first).Should().Be(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1e9)]
    public async Task Watch_with_an_interval_that_makes_no_sense_throws(double seconds)
    {
        await using var node = await TestNode.OpenAsync("youki");

        var watch = () => node.Runtime.WatchContainerStatsAsync(ContainerId.New(), TimeSpan.FromSeconds(seconds));

        watch.Should().Throw<ArgumentOutOfRangeException>();
    }
}
