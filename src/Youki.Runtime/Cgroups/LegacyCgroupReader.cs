using Youki.Runtime.Native;
using static Youki.Runtime.Cgroups.CgroupText;

namespace Youki.Runtime.Cgroups;

/// <summary>Reads the cgroups of version 1, one in each hierarchy. Source: the kernel's admin-guide/cgroup-v1.</summary>
internal sealed class LegacyCgroupReader : ICgroupReader
{
    /// <summary>What the kernel writes for no limit is the largest number of pages; the page size is 4 to 64 KiB.</summary>
    private const ulong Unlimited = long.MaxValue - 65_536;

    private readonly CgroupFiles _files;
    private readonly BlockDevices _devices = new();
    private readonly List<(string Size, string Current, string Max, string Events)> _hugePages;
    private readonly string _usage, _user, _system, _cpuStat;
    private readonly string _memoryUsage, _memoryLimit, _memoryStat, _memoryPeak, _memoryHits, _memoryOom;
    private readonly string _pidsCurrent, _pidsMax, _ioBytes, _ioOperations;

    /// <param name="root">Where the hierarchies are mounted.</param>
    /// <param name="path">The cgroup, from each hierarchy's root.</param>
    /// <param name="buffer">Where files are read into.</param>
    public LegacyCgroupReader(string root, string path, KernelBuffer buffer)
    {
        _files = new CgroupFiles(buffer);
        var (accounting, memory, io) = ($"{root}/cpuacct{path}", $"{root}/memory{path}", $"{root}/blkio{path}");
        (_usage, _user, _system, _cpuStat) =
            ($"{accounting}/cpuacct.usage", $"{accounting}/cpuacct.usage_user", $"{accounting}/cpuacct.usage_sys", $"{root}/cpu{path}/cpu.stat");
        (_memoryUsage, _memoryLimit, _memoryStat) = ($"{memory}/memory.usage_in_bytes", $"{memory}/memory.limit_in_bytes", $"{memory}/memory.stat");
        (_memoryPeak, _memoryHits, _memoryOom) = ($"{memory}/memory.max_usage_in_bytes", $"{memory}/memory.failcnt", $"{memory}/memory.oom_control");
        (_pidsCurrent, _pidsMax) = ($"{root}/pids{path}/pids.current", $"{root}/pids{path}/pids.max");
        (_ioBytes, _ioOperations) = ($"{io}/blkio.throttle.io_service_bytes_recursive", $"{io}/blkio.throttle.io_serviced_recursive");
        var pages = $"{root}/hugetlb{path}";
        _hugePages =
        [
            .. HugePageSizes.In(pages, ".usage_in_bytes")
                .Select(size => (size, $"{pages}/hugetlb.{size}.usage_in_bytes", $"{pages}/hugetlb.{size}.limit_in_bytes", $"{pages}/hugetlb.{size}.failcnt")),
        ];
    }

    public CpuStats Cpu()
    {
        var text = _files.Read(_cpuStat);
        var (periods, throttled, time) = (ValueOf(text, "nr_periods"u8), ValueOf(text, "nr_throttled"u8), ValueOf(text, "throttled_time"u8));
        return new CpuStats
        {
            Usage = Nanoseconds(Number(_files.Read(_usage))),
            User = Nanoseconds(Number(_files.Read(_user))),
            System = Nanoseconds(Number(_files.Read(_system))),
            Periods = periods,
            ThrottledPeriods = throttled,
            ThrottledTime = Nanoseconds(time),
        };
    }

    public MemoryStats Memory()
    {
        var text = _files.Read(_memoryStat);
        var (anonymous, file) = (ValueOf(text, "total_rss"u8), ValueOf(text, "total_cache"u8));
        var (swap, inactive) = (ValueOf(text, "total_swap"u8), ValueOf(text, "total_inactive_file"u8));
        var usage = Number(_files.Read(_memoryUsage));
        return new MemoryStats
        {
            UsageBytes = usage,
            WorkingSetBytes = usage is { } all && inactive is { } unused ? all - Math.Min(all, unused) : null,
            LimitBytes = LimitOf(_files.Read(_memoryLimit)),
            AnonymousBytes = anonymous,
            FileBytes = file,
            SwapBytes = swap,
            PeakBytes = Number(_files.Read(_memoryPeak)),
            LimitHits = Number(_files.Read(_memoryHits)),
            OomKills = ValueOf(_files.Read(_memoryOom), "oom_kill"u8),
        };
    }

    public PidsStats Pids() => new() { Current = Number(_files.Read(_pidsCurrent)), Limit = Number(_files.Read(_pidsMax)) };

    public IoStats Io()
    {
        if (!_files.Has(_ioBytes))
        {
            return new IoStats();
        }

        var found = new Dictionary<(uint Major, uint Minor), DeviceIoStats>();
        Collect(_files.Read(_ioBytes), found, static (device, read, written) => device with { ReadBytes = read ?? device.ReadBytes, WrittenBytes = written ?? device.WrittenBytes });
        Collect(
            _files.Read(_ioOperations),
            found,
            static (device, read, written) => device with { ReadOperations = read ?? device.ReadOperations, WriteOperations = written ?? device.WriteOperations });
        return new IoStats { Devices = [.. found.Values] };
    }

    public IReadOnlyList<HugePageStats>? HugePages() => _hugePages.Count == 0 ? null : _hugePages.ConvertAll(page => new HugePageStats
    {
        PageSize = page.Size,
        UsageBytes = Number(_files.Read(page.Current)),
        LimitBytes = LimitOf(_files.Read(page.Max)),
        LimitHits = Number(_files.Read(page.Events)),
    });

    public void Dispose() => _files.Dispose();

    private static ulong? LimitOf(ReadOnlySpan<byte> text) => Number(text) is { } limit and < Unlimited ? limit : null;

    // Lines such as "254:0 Read 4096", one for each device and kind.
    private void Collect(ReadOnlySpan<byte> text, Dictionary<(uint Major, uint Minor), DeviceIoStats> found, Func<DeviceIoStats, ulong?, ulong?, DeviceIoStats> add)
    {
        foreach (var range in text.Split((byte)'\n'))
        {
            if (!TryDevice(text[range], out var major, out var minor, out var words))
            {
                continue;
            }

            var (read, written) = (ValueOf(words, "Read"u8), ValueOf(words, "Write"u8));
            if (read is not null || written is not null)
            {
                var device = found.GetValueOrDefault((major, minor)) ?? new DeviceIoStats { Major = major, Minor = minor, Name = _devices.NameOf(major, minor) };
                found[(major, minor)] = add(device, read, written);
            }
        }
    }
}
