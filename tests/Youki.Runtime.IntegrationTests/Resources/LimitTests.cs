using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Resources;

/// <summary>What <see cref="ResourceRequests"/> does to a container.</summary>
public sealed class LimitTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Limits_are_in_the_cgroup(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100") with { ResourceRequests = new() { MemoryMb = 64, CpuCores = 0.5 } });

        (await node.CgroupFileAsync(id, "memory", "memory.limit_in_bytes", "memory.max")).Should().Be($"{64 * 1024 * 1024}");
        (await node.CgroupFileAsync(id, "cpu", "cpu.cfs_quota_us", "cpu.max")).Should().BeOneOf("50000", "50000 100000");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Limits_not_asked_for_are_none(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));

        (await node.CgroupFileAsync(id, "memory", "memory.limit_in_bytes", "memory.max")).Should().BeOneOf("9223372036854771712", "max");
        (await node.CgroupFileAsync(id, "cpu", "cpu.cfs_quota_us", "cpu.max")).Should().BeOneOf("-1", "max 100000");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Memory_exceeded_ends_the_container_and_says_so(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var id = await node.CreateAsync(TestNode.Config("/bin/dd", "if=/dev/zero", "of=/dev/null", "bs=200M", "count=1") with { ResourceRequests = new() { MemoryMb = 32 } });
        var exit = await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        exit.Should().BeEquivalentTo(new { ExitCode = 137, Reason = ExitReason.OomKilled });
        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Reason.Should().Be(ExitReason.OomKilled);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Memory_exceeded_by_a_child_is_not_the_end_of_the_container(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        const string Eat = "dd if=/dev/zero of=/dev/null bs=200M count=1; echo $?";

        var ends = await node.CreateAsync(TestNode.Shell($"{Eat}; exit 4") with { ResourceRequests = new() { MemoryMb = 32 } });
        var stays = await node.CreateAsync(TestNode.Shell($"{Eat}; while :; do sleep 1; done") with { ResourceRequests = new() { MemoryMb = 32 } });
        var ended = await node.Runtime.WaitContainerAsync(ends, TestNode.Token);
        await node.SaysAsync(stays, "137");
        await node.Runtime.StopContainerAsync(stays, new() { Timeout = TimeSpan.Zero }, TestNode.Token);
        var stopped = await node.Runtime.WaitContainerAsync(stays, TestNode.Token);

        ended.Should().BeEquivalentTo(new { ExitCode = 4, Reason = ExitReason.Error });
        stopped.Should().BeEquivalentTo(new { ExitCode = 137, Reason = ExitReason.Error });
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Memory_exceeded_is_told_where_the_monitor_did_not_see_it(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/dd", "if=/dev/zero", "of=/dev/null", "bs=200M", "count=1") with { ResourceRequests = new() { MemoryMb = 32 } });
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        File.Delete(node.Layout(id).Run(1).OomFile);

        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Reason.Should().Be(ExitReason.OomKilled);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Memory_exceeded_in_one_run_does_not_mark_the_next(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var config = TestNode.Shell("[ -e /second ] && while :; do sleep 1; done; touch /second; exec dd if=/dev/zero of=/dev/null bs=200M count=1");

        var id = await node.CreateAsync(config with { ResourceRequests = new() { MemoryMb = 32 } });
        var first = await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token);
        var second = await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        first.Reason.Should().Be(ExitReason.OomKilled);
        second.Should().BeEquivalentTo(new { ExitCode = 137, Reason = ExitReason.Error, Run = 2 });
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Least_limits_run(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (exit, output, _) = await node.RunAsync(TestNode.Config("/bin/echo", "runs") with { ResourceRequests = new() { MemoryMb = 16, CpuCores = 0.01 } });

        exit.ExitCode.Should().Be(0);
        output.Should().Be("runs\n");
    }
}
