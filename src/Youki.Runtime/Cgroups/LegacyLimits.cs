using Youki.Runtime.Specs;
using static Youki.Runtime.Cgroups.LimitText;

namespace Youki.Runtime.Cgroups;

/// <summary>Limits as files of cgroup version 1. Source: the kernel's admin-guide/cgroup-v1.</summary>
internal sealed class LegacyLimits(string root, string path)
{
    public IReadOnlyList<CgroupSetting> Of(LinuxResources resources) =>
    [
        .. Cpu(resources.Cpu), .. Sets(resources.Cpu), .. Memory(resources.Memory), .. Pids(resources.Pids), .. Io(resources.BlockIo), .. HugePages(resources.HugepageLimits ?? []),
        .. SharedLimits.Rdma($"{root}/rdma{path}", resources.Rdma),
    ];

    private IEnumerable<CgroupSetting> Cpu(LinuxCpu? cpu)
    {
        var directory = $"{root}/cpu{path}";
        if (cpu?.Idle is { } idle)
        {
            yield return CgroupSetting.Exactly($"{directory}/cpu.idle", $"{idle}");
        }

        if (cpu?.Shares is { } shares)
        {
            yield return CgroupSetting.Exactly($"{directory}/cpu.shares", $"{shares}");
        }

        if (cpu?.Period is { } period)
        {
            yield return CgroupSetting.Exactly($"{directory}/cpu.cfs_period_us", $"{period}");
        }

        var quota = cpu?.Quota is { } runTime ? CgroupSetting.Exactly($"{directory}/cpu.cfs_quota_us", Plain(runTime)) : null;
        var burst = cpu?.Burst is { } saved ? CgroupSetting.Exactly($"{directory}/cpu.cfs_burst_us", $"{saved}") : null;

        // What may be saved up must never be more than the quota: it goes first where it fits the present one.
        var fits = burst is not null && !IsBelow(SharedLimits.Read($"{directory}/cpu.cfs_quota_us"), cpu!.Burst!.Value);
        foreach (var setting in new[] { fits ? burst : quota, fits ? quota : burst }.OfType<CgroupSetting>())
        {
            yield return setting;
        }
    }

    private IEnumerable<CgroupSetting> Sets(LinuxCpu? cpu)
    {
        if (cpu?.Cpus is { } set)
        {
            yield return new CgroupSetting($"{root}/cpuset{path}/cpuset.cpus", set, found => IsSameSet(found, set));
        }

        if (cpu?.Mems is { } nodes)
        {
            yield return new CgroupSetting($"{root}/cpuset{path}/cpuset.mems", nodes, found => IsSameSet(found, nodes));
        }
    }

    private IEnumerable<CgroupSetting> Memory(LinuxMemory? memory)
    {
        var directory = $"{root}/memory{path}";
        var limit = memory?.Limit is { } bytes ? Bytes($"{directory}/memory.limit_in_bytes", bytes) : null;
        var both = memory?.Swap is { } swap ? Bytes($"{directory}/memory.memsw.limit_in_bytes", swap) with { IsOptional = swap == memory.Limit } : null;

        // The limit of both must never be below that of memory: when it grows it goes first.
        var grows = both is not null && File.Exists(both.File) && !IsAtLeast(File.ReadAllText(both.File).Trim(), memory!.Swap!.Value);
        IEnumerable<CgroupSetting?> ordered = grows ? [both, limit] : [limit, both];
        return [.. ordered.OfType<CgroupSetting>(), .. memory?.Reservation is { } reservation ? [Bytes($"{directory}/memory.soft_limit_in_bytes", reservation)] : Array.Empty<CgroupSetting>()];
    }

    private IEnumerable<CgroupSetting> Pids(LinuxPids? pids) =>
        pids?.Limit is { } limit ? [CgroupSetting.Exactly($"{root}/pids{path}/pids.max", OrMax(limit))] : [];

    private IEnumerable<CgroupSetting> Io(LinuxBlockIo? io) =>
    [
        .. Weights(io),
        .. Rates("read_bps", io?.ThrottleReadBpsDevice), .. Rates("write_bps", io?.ThrottleWriteBpsDevice),
        .. Rates("read_iops", io?.ThrottleReadIopsDevice), .. Rates("write_iops", io?.ThrottleWriteIopsDevice),
    ];

    private IEnumerable<CgroupSetting> Weights(LinuxBlockIo? io)
    {
        // Since Linux 5.0 only bfq has weights.
        var file = File.Exists($"{root}/blkio{path}/blkio.weight") ? "blkio.weight" : "blkio.bfq.weight";
        if (io?.Weight is { } weight)
        {
            yield return CgroupSetting.Exactly($"{root}/blkio{path}/{file}", $"{weight}");
        }

        foreach (var device in io?.WeightDevice ?? [])
        {
            yield return SharedLimits.DeviceWeight($"{root}/blkio{path}/{file}_device", device, device.Weight ?? 0);
        }
    }

    private IEnumerable<CgroupSetting> Rates(string kind, IReadOnlyList<LinuxThrottleDevice>? devices)
    {
        foreach (var device in devices ?? [])
        {
            var (name, rate) = ($"{device.Major}:{device.Minor}", device.Rate ?? 0);
            yield return new CgroupSetting($"{root}/blkio{path}/blkio.throttle.{kind}_device", $"{name} {rate}", found => HasRate(found, name, rate))
            {
                Restore = found => found.Split('\n').FirstOrDefault(line => line.StartsWith($"{name} ", StringComparison.Ordinal)) ?? $"{name} 0",
            };
        }
    }

    private IEnumerable<CgroupSetting> HugePages(IReadOnlyList<LinuxHugepageLimit> sizes) =>
        sizes.Select(size => Bytes($"{root}/hugetlb{path}/hugetlb.{size.PageSize}.limit_in_bytes", SharedLimits.Bytes(size.Limit)));

    private static CgroupSetting Bytes(string file, long value) => new(file, Plain(value), found => IsBytes(found, value));

    private static bool IsAtLeast(string found, long wanted) => long.TryParse(found, out var value) && wanted >= 0 && value >= wanted;

    private static bool IsBelow(string? found, ulong wanted) => long.TryParse(found, out var value) && value >= 0 && (ulong)value < wanted;
}
