using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Resources;

/// <summary>What each member of <see cref="ResourceLimits"/> does to a new container, by what the kernel says.</summary>
public sealed class DetailedLimitTests
{
    private const long Mebibyte = 1_048_576;

    private static readonly ContainerConfig Sleeping = TestNode.Config("/bin/sleep", "100");

    private static bool IsV2 => File.Exists("/sys/fs/cgroup/cgroup.controllers");

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Each_is_in_the_kernel_before_the_start(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var limits = new ResourceLimits
        {
            CpuQuota = 40_000, CpuPeriod = 50_000, CpuBurst = 10_000, CpuWeight = 50, CpuSet = "0", MemoryNodes = "0",
            MemoryBytes = 64 * Mebibyte, MemorySwapBytes = 96 * Mebibyte, MemoryReservationBytes = 32 * Mebibyte, PidsLimit = 50,
        };

        var id = await node.CreateAsync(Sleeping with { Limits = limits }, start: false);

        (await node.CgroupFileAsync(id, "cpu", "cpu.cfs_quota_us", "cpu.max")).Should().BeOneOf("40000", "40000 50000");
        (await node.CgroupFileAsync(id, "cpu", "cpu.cfs_period_us", "cpu.max")).Should().BeOneOf("50000", "40000 50000");
        (await node.CgroupFileAsync(id, "cpu", "cpu.cfs_burst_us", "cpu.max.burst")).Should().Be("10000");
        (await node.CgroupFileAsync(id, "cpu", "cpu.shares", "cpu.weight")).Should().BeOneOf("1287", "50");
        (await node.CgroupFileAsync(id, "cpuset", "cpuset.cpus", "cpuset.cpus")).Should().Be("0");
        (await node.CgroupFileAsync(id, "cpuset", "cpuset.mems", "cpuset.mems")).Should().Be("0");
        (await node.CgroupFileAsync(id, "memory", "memory.limit_in_bytes", "memory.max")).Should().Be($"{64 * Mebibyte}");
        (await node.CgroupFileAsync(id, "memory", "memory.memsw.limit_in_bytes", "memory.swap.max")).Should().BeOneOf($"{96 * Mebibyte}", $"{32 * Mebibyte}");
        (await node.CgroupFileAsync(id, "memory", "memory.soft_limit_in_bytes", "memory.low")).Should().Be($"{32 * Mebibyte}");
        (await node.CgroupFileAsync(id, "pids", "pids.max", "pids.max")).Should().Be("50");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Idle_one_has_no_weight_until_it_is_not(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeping with { Limits = new() { CpuCores = 0.5, CpuIdle = true } });

        (await node.CgroupFileAsync(id, "cpu", "cpu.idle", "cpu.idle")).Should().Be("1");
        await node.Runtime.UpdateContainerAsync(id, new() { Limits = new() { CpuIdle = false } }, TestNode.Token);

        (await node.CgroupFileAsync(id, "cpu", "cpu.idle", "cpu.idle")).Should().Be("0");
        (await node.CgroupFileAsync(id, "cpu", "cpu.shares", "cpu.weight")).Should().BeOneOf("512", "20", "59");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Weight_and_rates_of_devices(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var device = Directory.EnumerateDirectories("/sys/block").Select(path => File.ReadAllText($"{path}/dev").Trim()).FirstOrDefault();
        Assert.SkipUnless(device is not null, "this host has no block device");
        var id = await node.CreateAsync(Sleeping with { Limits = new() { DeviceIo = [new() { Device = device!, WriteBytesPerSecond = 2_000_000, ReadOperationsPerSecond = 77 }] } });

        (await node.CgroupFileAsync(id, "blkio", "blkio.throttle.write_bps_device", "io.max")).Should().Contain(device).And.Contain("2000000");
        (await node.CgroupFileAsync(id, "blkio", "blkio.throttle.read_iops_device", "io.max")).Should().Contain("77");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Weight_of_devices_is_set_or_refused_by_name(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var create = () => node.CreateAsync(Sleeping with { Limits = new() { IoWeight = 300 } });
        var hasWeight = HasFile(IsV2 ? "" : "blkio/", IsV2 ? ["io.bfq.weight", "io.weight"] : ["blkio.bfq.weight", "blkio.weight"]);
        if (!hasWeight)
        {
            (await create.Should().ThrowAsync<FeatureNotSupportedException>()).WithMessage("*Limits.IoWeight*bfq*");
            return;
        }

        var id = await create();

        (await node.CgroupFileAsync(id, "blkio", "blkio.bfq.weight", "io.weight")).Should().BeOneOf("300", "default 2930");
        await node.Runtime.UpdateContainerAsync(id, new() { Limits = new() { IoWeight = 10 } }, TestNode.Token);
        (await node.CgroupFileAsync(id, "blkio", "blkio.bfq.weight", "io.weight")).Should().BeOneOf("10", "default 1");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2-only")]
    public async Task Those_of_version_2_are_in_the_kernel(string flavor)
    {
        Assert.SkipUnless(IsV2, "needs pure cgroup v2");
        await using var node = await TestNode.OpenAsync(flavor);
        var limits = new ResourceLimits
        {
            MemoryBytes = 64 * Mebibyte, MemoryHighBytes = 48 * Mebibyte, OomGroup = true, IoWeight = 300, HugePages = new Dictionary<string, long> { ["2MB"] = 6 * Mebibyte },
            Unified = new Dictionary<string, string> { ["memory.min"] = $"{16 * Mebibyte}", ["memory.swap.high"] = "1048576" },
        };

        var id = await node.CreateAsync(Sleeping with { Limits = limits });

        (await node.CgroupFileAsync(id, "", "", "memory.high")).Should().Be($"{48 * Mebibyte}");
        (await node.CgroupFileAsync(id, "", "", "memory.oom.group")).Should().Be("1");
        (await node.CgroupFileAsync(id, "", "", "io.weight")).Should().StartWith("default 2930");
        (await node.CgroupFileAsync(id, "", "", "hugetlb.2MB.max")).Should().Be($"{6 * Mebibyte}");
        (await node.CgroupFileAsync(id, "", "", "memory.min")).Should().Be($"{16 * Mebibyte}");
        await node.Runtime.UpdateContainerAsync(
            id, new() { Limits = new() { MemoryHighBytes = -1, OomGroup = false, HugePages = new Dictionary<string, long> { ["2MB"] = -1 } } }, TestNode.Token);
        (await node.CgroupFileAsync(id, "", "", "memory.high")).Should().Be("max");
        (await node.CgroupFileAsync(id, "", "", "memory.oom.group")).Should().Be("0");
        (await node.CgroupFileAsync(id, "", "", "hugetlb.2MB.max")).Should().Be("max");

        var unknown = () => node.CreateAsync(Sleeping with { Limits = new() { Unified = new Dictionary<string, string> { ["gpu.max"] = "1" } } });
        (await unknown.Should().ThrowAsync<FeatureNotSupportedException>()).WithMessage("*gpu.max*");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2-only")]
    public async Task Rdma_is_limited_whatever_the_runtime_knows_of_it(string flavor)
    {
        Assert.SkipUnless(IsV2, "needs pure cgroup v2");
        await RdmaLink.EnsureAsync("rxelimit", "lo");
        Assert.SkipUnless(Directory.Exists("/sys/class/infiniband/rxelimit"), "no RDMA device can be made here");
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeping with { Limits = new() { Rdma = new Dictionary<string, RdmaLimit> { ["rxelimit"] = new() { Handles = 3 } } } });

        (await node.CgroupFileAsync(id, "", "", "rdma.max")).Should().Contain("rxelimit hca_handle=3 hca_object=max");
        await node.Runtime.UpdateContainerAsync(
            id, new() { Limits = new() { Rdma = new Dictionary<string, RdmaLimit> { ["rxelimit"] = new() { Objects = 70 } } } }, TestNode.Token);
        (await node.CgroupFileAsync(id, "", "", "rdma.max")).Should().Contain("rxelimit hca_handle=max hca_object=70");
    }

    public static TheoryData<string, ResourceLimits> NotOnV1 => new()
    {
        { "MemoryHighBytes", new() { MemoryHighBytes = 8 * Mebibyte } },
        { "OomGroup", new() { OomGroup = true } },
        { "Unified", new() { Unified = new Dictionary<string, string> { ["memory.min"] = "1048576" } } },
    };

    [Theory]
    [MemberData(nameof(NotOnV1))]
    public async Task What_version_1_lacks_is_refused_before_anything_is_made(string member, ResourceLimits limits)
    {
        Assert.SkipWhen(IsV2, "this host has cgroup v2");
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(Sleeping);

        var create = () => node.CreateAsync(Sleeping with { Limits = limits });
        var update = () => node.Runtime.UpdateContainerAsync(id, new() { Limits = limits }, TestNode.Token);

        (await create.Should().ThrowAsync<FeatureNotSupportedException>()).WithMessage($"*Limits.{member}*v2*");
        (await update.Should().ThrowAsync<FeatureNotSupportedException>()).WithMessage($"*Limits.{member}*v2*");
        node.Files().Should().HaveCount(2, "only the first one has its directory and lock");
    }

    public static TheoryData<string, ResourceLimits> NotOnThisHost => new()
    {
        { "HugePages", new() { HugePages = new Dictionary<string, long> { ["3MB"] = 3 * Mebibyte } } },
        { "Rdma", new() { Rdma = new Dictionary<string, RdmaLimit> { ["nothere0"] = new() { Handles = 1 } } } },
    };

    [Theory]
    [MemberData(nameof(NotOnThisHost))]
    public async Task What_this_host_lacks_is_refused_by_name(string member, ResourceLimits limits)
    {
        await using var node = await TestNode.OpenAsync("youki");

        var create = () => node.CreateAsync(Sleeping with { Limits = limits });

        (await create.Should().ThrowAsync<FeatureNotSupportedException>()).WithMessage($"*Limits.{member}*");
        node.Files().Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_above_the_hosts_is_refused()
    {
        await using var node = await TestNode.OpenAsync("youki");

        var processors = () => node.CreateAsync(Sleeping with { Limits = new() { CpuSet = "0,900" } });
        var nodes = () => node.CreateAsync(Sleeping with { Limits = new() { MemoryNodes = "77" } });
        var cores = () => node.CreateAsync(Sleeping with { ResourceRequests = new() { CpuCores = 60_000, MemoryMb = 1L << 40 } });

        (await processors.Should().ThrowAsync<HostResourceException>()).WithMessage("*CpuSet*0,900*online*");
        (await nodes.Should().ThrowAsync<HostResourceException>()).WithMessage("*MemoryNodes*77*");
        (await cores.Should().ThrowAsync<NodeCapacityException>()).Which.Shortages.Select(one => one.Resource).Should().Equal("cpu", "memory");
        node.Files().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Limit_that_the_kernel_does_not_take_ends_the_making(string flavor)
    {
        Assert.SkipWhen(IsV2, "needs cgroup v1, where a parent's quota binds its children's");
        await using var node = await TestNode.OpenAsync(flavor);
        var parent = $"/sys/fs/cgroup/cpu{node.CgroupParent}";
        Directory.CreateDirectory(parent);
        await File.WriteAllTextAsync($"{parent}/cpu.cfs_quota_us", "10000", TestNode.Token);

        var create = () => node.CreateAsync(Sleeping with { Limits = new() { CpuBurst = 1_000, CpuQuota = 90_000 } });

        await create.Should().ThrowAsync<YoukiException>();
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Least_memory_runs(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (exit, output, _) = await node.RunAsync(TestNode.Config("/bin/echo", "runs") with { ResourceRequests = new() { MemoryMb = 6 } });

        exit.ExitCode.Should().Be(0);
        output.Should().Be("runs\n");
    }

    private static bool HasFile(string hierarchy, string[] files)
    {
        var probe = Directory.CreateDirectory($"/sys/fs/cgroup/{hierarchy}youki-runtime-tests-probe");
        try
        {
            return files.Any(file => File.Exists($"{probe.FullName}/{file}"));
        }
        finally
        {
            probe.Delete();
        }
    }
}
