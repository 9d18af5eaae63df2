using System.Globalization;
using Youki.Runtime.Specs;
using static Youki.Runtime.Cgroups.LimitText;

namespace Youki.Runtime.Cgroups;

/// <summary>Limits as files of cgroup version 2. Source: the kernel's admin-guide/cgroup-v2, "Controllers".</summary>
internal sealed class UnifiedLimits(string directory)
{
    public IReadOnlyList<CgroupSetting> Of(LinuxResources resources) =>
    [
        .. Cpu(resources.Cpu), .. Sets(resources.Cpu), .. Memory(resources.Memory), .. Pids(resources.Pids), .. new UnifiedIoLimits(directory).Of(resources.BlockIo),
        .. (resources.HugepageLimits ?? []).Select(size => Bytes($"hugetlb.{size.PageSize}.max", SharedLimits.Bytes(size.Limit))),
        .. SharedLimits.Rdma(directory, resources.Rdma),
        .. (resources.Unified ?? new Dictionary<string, string>()).Select(file => new CgroupSetting($"{directory}/{file.Key}", file.Value, found => IsSame(found, file.Value))),
    ];

    private IEnumerable<CgroupSetting> Cpu(LinuxCpu? cpu)
    {
        if (cpu?.Idle is { } idle)
        {
            yield return CgroupSetting.Exactly($"{directory}/cpu.idle", $"{idle}");
        }

        if (cpu?.Shares is { } shares)
        {
            var weight = $"{CpuWeight.Of(shares)}";

            // Newer runtimes use another curve; what they have set is as good.
            yield return new CgroupSetting($"{directory}/cpu.weight", weight, found => found == weight || found == $"{CpuWeight.Logarithmic(shares)}");
        }

        var bandwidth = Bandwidth(cpu);
        var burst = cpu?.Burst is { } saved ? CgroupSetting.Exactly($"{directory}/cpu.max.burst", $"{saved}") : null;

        // What may be saved up must never be more than the quota: it goes first where it fits the present one.
        var fits = burst is not null && !(SharedLimits.Read($"{directory}/cpu.max")?.Split(' ') is [var quota, ..] && ulong.TryParse(quota, out var present) && present < cpu!.Burst);
        foreach (var setting in new[] { fits ? burst : bandwidth, fits ? bandwidth : burst }.OfType<CgroupSetting>())
        {
            yield return setting;
        }
    }

    private CgroupSetting? Bandwidth(LinuxCpu? cpu)
    {
        var file = $"{directory}/cpu.max";
        return (cpu?.Quota, cpu?.Period) switch
        {
            (null, null) => null,
            ({ } quota, { } period) => CgroupSetting.Exactly(file, string.Create(CultureInfo.InvariantCulture, $"{OrMax(quota)} {period}")),
            ({ } quota, null) => new CgroupSetting(file, OrMax(quota), found => found.StartsWith($"{OrMax(quota)} ", StringComparison.Ordinal)),
            (null, { } period) => CgroupSetting.Exactly(file, string.Create(CultureInfo.InvariantCulture, $"max {period}")),
        };
    }

    private IEnumerable<CgroupSetting> Sets(LinuxCpu? cpu)
    {
        if (cpu?.Cpus is { } set)
        {
            yield return Set("cpuset.cpus", set);
        }

        if (cpu?.Mems is { } nodes)
        {
            yield return Set("cpuset.mems", nodes);
        }
    }

    private CgroupSetting Set(string name, string set) =>
        new($"{directory}/{name}", set, found => IsSameSet(found, set)) { Restore = static found => found.Length == 0 ? "\n" : found };

    private IEnumerable<CgroupSetting> Memory(LinuxMemory? memory)
    {
        if (memory?.Limit is { } limit)
        {
            yield return Bytes("memory.max", limit);
        }

        if (memory?.Swap is { } both)
        {
            // The specification counts memory and swap together, this version of cgroups swap alone.
            yield return Bytes("memory.swap.max", both < 0 ? -1 : both - (memory.Limit ?? 0)) with { IsOptional = both == memory.Limit };
        }

        if (memory?.Reservation is { } reservation)
        {
            yield return Bytes("memory.low", Math.Max(0, reservation));
        }
    }

    private IEnumerable<CgroupSetting> Pids(LinuxPids? pids) => pids?.Limit is { } limit ? [CgroupSetting.Exactly($"{directory}/pids.max", OrMax(limit))] : [];

    private CgroupSetting Bytes(string name, long value) => new($"{directory}/{name}", OrMax(value), found => IsBytes(found, value));
}
