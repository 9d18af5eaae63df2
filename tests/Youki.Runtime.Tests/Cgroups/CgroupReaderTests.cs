using Youki.Runtime.Cgroups;
using Youki.Runtime.Native;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Cgroups;

/// <summary>Files as Linux 6.1 (version 2) and 6.18 (version 1) write them.</summary>
public sealed class CgroupReaderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Unified_is_read()
    {
        Write("cpu.stat", "usage_usec 1500\nuser_usec 1000\nsystem_usec 500\ncore_sched.force_idle_usec 0\nnr_periods 7\nnr_throttled 2\nthrottled_usec 42\nnr_bursts 0\nburst_usec 0\n");
        Write("memory.current", "8192000\n");
        Write("memory.max", "max\n");
        Write("memory.peak", "9000000\n");
        Write("memory.swap.current", "0\n");
        Write("memory.events", "low 0\nhigh 0\nmax 5\noom 2\noom_kill 1\noom_group_kill 0\n");
        Write("memory.stat", "anon 4096\nfile 8192\nkernel 100\ninactive_anon 5\nactive_anon 6\ninactive_file 192000\nactive_file 7\n");
        Write("pids.current", "3\n");
        Write("pids.max", "100\n");
        Write("io.stat", "254:0 rbytes=4096 wbytes=8192 rios=1 wios=2 dbytes=0 dios=0\n1:0 \n");
        Write("hugetlb.2MB.current", "2097152\n");
        Write("hugetlb.2MB.max", "4194304\n");
        Write("hugetlb.2MB.events", "max 3\n");
        Write("hugetlb.2MB.rsvd.current", "0\n");

        using var reader = new UnifiedCgroupReader(_directory.Path, new KernelBuffer());

        reader.Cpu().Should().BeEquivalentTo(new CpuStats
        {
            Usage = TimeSpan.FromMicroseconds(1500),
            User = TimeSpan.FromMicroseconds(1000),
            System = TimeSpan.FromMicroseconds(500),
            Periods = 7,
            ThrottledPeriods = 2,
            ThrottledTime = TimeSpan.FromMicroseconds(42),
        });
        reader.Memory().Should().Be(new MemoryStats
        {
            UsageBytes = 8192000, WorkingSetBytes = 8000000, AnonymousBytes = 4096, FileBytes = 8192, SwapBytes = 0, PeakBytes = 9000000, LimitHits = 5, OomEvents = 2, OomKills = 1,
        });
        reader.Pids().Should().Be(new PidsStats { Current = 3, Limit = 100 });
        reader.Io().Devices.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Major = 254, Minor = 0, ReadBytes = 4096, WrittenBytes = 8192, ReadOperations = 1, WriteOperations = 2 });
        reader.HugePages().Should().Equal(new HugePageStats { PageSize = "2MB", UsageBytes = 2097152, LimitBytes = 4194304, LimitHits = 3 });
    }

    [Fact]
    public void Legacy_is_read()
    {
        Write("cpuacct/c/cpuacct.usage", "1500000\n");
        Write("cpuacct/c/cpuacct.usage_user", "1000000\n");
        Write("cpuacct/c/cpuacct.usage_sys", "500000\n");
        Write("cpu/c/cpu.stat", "nr_periods 7\nnr_throttled 2\nthrottled_time 42000\nnr_bursts 0\nburst_time 0\n");
        Write("memory/c/memory.usage_in_bytes", "8192000\n");
        Write("memory/c/memory.limit_in_bytes", "9223372036854771712\n");
        Write("memory/c/memory.max_usage_in_bytes", "9000000\n");
        Write("memory/c/memory.failcnt", "5\n");
        Write("memory/c/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n");
        Write("memory/c/memory.stat", "cache 1\nrss 2\nswap 3\ninactive_file 4\nhierarchical_memory_limit 9223372036854771712\ntotal_cache 8192\ntotal_rss 4096\ntotal_swap 0\ntotal_inactive_file 192000\n");
        Write("pids/c/pids.current", "3\n");
        Write("pids/c/pids.max", "max\n");
        Write("blkio/c/blkio.throttle.io_service_bytes_recursive", "254:0 Read 4096\n254:0 Write 8192\n254:0 Sync 0\n254:0 Total 12288\nTotal 12288\n");
        Write("blkio/c/blkio.throttle.io_serviced_recursive", "254:0 Read 1\n254:0 Write 2\n254:0 Total 3\nTotal 3\n");

        using var reader = new LegacyCgroupReader(_directory.Path, "/c", new KernelBuffer());

        reader.Cpu().Should().BeEquivalentTo(new { Usage = TimeSpan.FromMicroseconds(1500), User = TimeSpan.FromMicroseconds(1000), System = TimeSpan.FromMicroseconds(500), ThrottledTime = TimeSpan.FromMicroseconds(42), Pressure = (Pressure?)null });
        reader.Memory().Should().Be(new MemoryStats
        {
            UsageBytes = 8192000, WorkingSetBytes = 8000000, AnonymousBytes = 4096, FileBytes = 8192, SwapBytes = 0, PeakBytes = 9000000, LimitHits = 5, OomKills = 1,
        });
        reader.Pids().Should().Be(new PidsStats { Current = 3 });
        reader.Io().Devices.Should().ContainSingle().Which.Should().BeEquivalentTo(new { ReadBytes = 4096, WrittenBytes = 8192, ReadOperations = 1, WriteOperations = 2 });
        reader.HugePages().Should().BeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Missing_controllers_are_null_and_never_zero(bool unified)
    {
        using ICgroupReader reader = unified ? new UnifiedCgroupReader(_directory.Path, new KernelBuffer()) : new LegacyCgroupReader(_directory.Path, "/c", new KernelBuffer());

        (reader.Cpu(), reader.Memory(), reader.Pids(), reader.Io()).Should().Be((new CpuStats(), new MemoryStats(), new PidsStats(), new IoStats()));
        reader.HugePages().Should().BeNull();
    }

    [Fact]
    public void Garbage_is_null()
    {
        foreach (var file in new[] { "cpu.stat", "cpu.pressure", "memory.current", "memory.max", "memory.stat", "memory.events", "pids.current", "pids.max", "io.stat", "io.pressure" })
        {
            Write(file, "garbage \0\n some avg10= total=-1\nusage_usec 99999999999999999999\nanon 1x\nmax -1\n");
        }

        using var reader = new UnifiedCgroupReader(_directory.Path, new KernelBuffer());

        (reader.Cpu(), reader.Memory(), reader.Pids()).Should().Be((new CpuStats(), new MemoryStats(), new PidsStats()));
        reader.Io().Devices.Should().BeEmpty();
    }

    [Fact]
    public void Files_that_are_kept_open_are_read_anew_and_of_any_length()
    {
        Write("io.stat", "");
        using var reader = new UnifiedCgroupReader(_directory.Path, new KernelBuffer());
        reader.Io().Devices.Should().BeEmpty();

        Write("io.stat", string.Concat(Enumerable.Range(0, 500).Select(number => $"7:{number} rbytes={number} wbytes=0 rios=0 wios=0 dbytes=0 dios=0\n")));

        reader.Io().Devices.Should().HaveCount(500);
    }

    private void Write(string name, string text) => _directory.Write(name, text);
}
