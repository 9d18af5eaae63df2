using Youki.Runtime.Specs;
using static Youki.Runtime.Cgroups.LimitText;

namespace Youki.Runtime.Cgroups;

/// <summary>Limits as files of cgroup version 1. Source: the kernel's admin-guide/cgroup-v1.</summary>
internal sealed class LegacyLimits(string root, string path)
{
    public IReadOnlyList<CgroupSetting> Of(LinuxResources resources) => [.. Cpu(resources.Cpu), .. Memory(resources.Memory), .. Pids(resources.Pids), .. Io(resources.BlockIo)];

    private IEnumerable<CgroupSetting> Cpu(LinuxCpu? cpu)
    {
        var directory = $"{root}/cpu{path}";
        if (cpu?.Shares is { } shares)
        {
            yield return CgroupSetting.Exactly($"{directory}/cpu.shares", $"{shares}");
        }

        if (cpu?.Period is { } period)
        {
            yield return CgroupSetting.Exactly($"{directory}/cpu.cfs_period_us", $"{period}");
        }

        if (cpu?.Quota is { } quota)
        {
            yield return CgroupSetting.Exactly($"{directory}/cpu.cfs_quota_us", Plain(quota));
        }

        if (cpu?.Cpus is { } set)
        {
            yield return new CgroupSetting($"{root}/cpuset{path}/cpuset.cpus", set, found => IsSameSet(found, set));
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
        .. Rates("read_bps", io?.ThrottleReadBpsDevice), .. Rates("write_bps", io?.ThrottleWriteBpsDevice),
        .. Rates("read_iops", io?.ThrottleReadIopsDevice), .. Rates("write_iops", io?.ThrottleWriteIopsDevice),
    ];

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

    private static CgroupSetting Bytes(string file, long value) => new(file, Plain(value), found => IsBytes(found, value));

    private static bool IsAtLeast(string found, long wanted) => long.TryParse(found, out var value) && wanted >= 0 && value >= wanted;
}
