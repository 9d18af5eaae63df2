using Youki.Runtime.Native;
using static Youki.Runtime.Cgroups.CgroupText;

namespace Youki.Runtime.Cgroups;

/// <summary>Reads a cgroup of version 2. Source: the kernel's admin-guide/cgroup-v2, "Controllers".</summary>
internal sealed class UnifiedCgroupReader : ICgroupReader
{
    private readonly CgroupFiles _files;
    private readonly BlockDevices _devices = new();
    private readonly List<(string Size, string Current, string Max, string Events)> _hugePages;
    private readonly string _cpuStat, _cpuPressure, _memoryCurrent, _memoryMax, _memoryStat, _memoryPeak, _memoryEvents, _memorySwap, _memoryPressure;
    private readonly string _pidsCurrent, _pidsMax, _ioStat, _ioPressure;

    /// <param name="directory">The cgroup's directory.</param>
    /// <param name="buffer">Where files are read into.</param>
    public UnifiedCgroupReader(string directory, KernelBuffer buffer)
    {
        _files = new CgroupFiles(buffer);
        (_cpuStat, _cpuPressure) = ($"{directory}/cpu.stat", $"{directory}/cpu.pressure");
        (_memoryCurrent, _memoryMax, _memoryStat, _memoryPeak) =
            ($"{directory}/memory.current", $"{directory}/memory.max", $"{directory}/memory.stat", $"{directory}/memory.peak");
        (_memoryEvents, _memorySwap, _memoryPressure) = ($"{directory}/memory.events", $"{directory}/memory.swap.current", $"{directory}/memory.pressure");
        (_pidsCurrent, _pidsMax, _ioStat, _ioPressure) = ($"{directory}/pids.current", $"{directory}/pids.max", $"{directory}/io.stat", $"{directory}/io.pressure");
        _hugePages =
        [
            .. HugePageSizes.In(directory, ".current").Select(size => (size, $"{directory}/hugetlb.{size}.current", $"{directory}/hugetlb.{size}.max", $"{directory}/hugetlb.{size}.events")),
        ];
    }

    public CpuStats Cpu()
    {
        var text = _files.Read(_cpuStat);
        var (usage, user, system) = (ValueOf(text, "usage_usec"u8), ValueOf(text, "user_usec"u8), ValueOf(text, "system_usec"u8));
        var (periods, throttled, time) = (ValueOf(text, "nr_periods"u8), ValueOf(text, "nr_throttled"u8), ValueOf(text, "throttled_usec"u8));
        return new CpuStats
        {
            Usage = Microseconds(usage),
            User = Microseconds(user),
            System = Microseconds(system),
            Periods = periods,
            ThrottledPeriods = throttled,
            ThrottledTime = Microseconds(time),
            Pressure = PressureOf(_files.Read(_cpuPressure)),
        };
    }

    public MemoryStats Memory()
    {
        var text = _files.Read(_memoryStat);
        var (anonymous, file, inactive) = (ValueOf(text, "anon"u8), ValueOf(text, "file"u8), ValueOf(text, "inactive_file"u8));
        text = _files.Read(_memoryEvents);
        var (hits, events, kills) = (ValueOf(text, "max"u8), ValueOf(text, "oom"u8), ValueOf(text, "oom_kill"u8));
        var usage = Number(_files.Read(_memoryCurrent));
        return new MemoryStats
        {
            UsageBytes = usage,
            WorkingSetBytes = usage is { } all && inactive is { } unused ? all - Math.Min(all, unused) : null,
            LimitBytes = Number(_files.Read(_memoryMax)),
            AnonymousBytes = anonymous,
            FileBytes = file,
            SwapBytes = Number(_files.Read(_memorySwap)),
            PeakBytes = Number(_files.Read(_memoryPeak)),
            LimitHits = hits,
            OomEvents = events,
            OomKills = kills,
            Pressure = PressureOf(_files.Read(_memoryPressure)),
        };
    }

    public PidsStats Pids() => new() { Current = Number(_files.Read(_pidsCurrent)), Limit = Number(_files.Read(_pidsMax)) };

    public IoStats Io()
    {
        var devices = ReadDevices();
        return new IoStats { Devices = devices, Pressure = PressureOf(_files.Read(_ioPressure)) };
    }

    public IReadOnlyList<HugePageStats>? HugePages() => _hugePages.Count == 0 ? null : _hugePages.ConvertAll(page => new HugePageStats
    {
        PageSize = page.Size,
        UsageBytes = Number(_files.Read(page.Current)),
        LimitBytes = Number(_files.Read(page.Max)),
        LimitHits = ValueOf(_files.Read(page.Events), "max"u8),
    });

    public void Dispose() => _files.Dispose();

    // The file is empty until a device was used, and then it is there all the same.
    private List<DeviceIoStats>? ReadDevices()
    {
        if (!_files.Has(_ioStat))
        {
            return null;
        }

        var found = new List<DeviceIoStats>();
        var text = _files.Read(_ioStat);
        foreach (var range in text.Split((byte)'\n'))
        {
            if (TryDevice(text[range], out var major, out var minor, out var words))
            {
                found.Add(new DeviceIoStats
                {
                    Major = major,
                    Minor = minor,
                    Name = _devices.NameOf(major, minor),
                    ReadBytes = MemberOf(words, "rbytes"u8),
                    WrittenBytes = MemberOf(words, "wbytes"u8),
                    ReadOperations = MemberOf(words, "rios"u8),
                    WriteOperations = MemberOf(words, "wios"u8),
                });
            }
        }

        return found;
    }
}
