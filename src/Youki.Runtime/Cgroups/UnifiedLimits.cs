using System.Globalization;
using Youki.Runtime.Specs;
using static Youki.Runtime.Cgroups.LimitText;

namespace Youki.Runtime.Cgroups;

/// <summary>Limits as files of cgroup version 2. Source: the kernel's admin-guide/cgroup-v2, "Controllers".</summary>
internal sealed class UnifiedLimits(string directory)
{
    private const double MinShares = 2;
    private const double SharesSpan = 262_142;
    private const double WeightSpan = 9_999;

    public IReadOnlyList<CgroupSetting> Of(LinuxResources resources) => [.. Cpu(resources.Cpu), .. Memory(resources.Memory), .. Pids(resources.Pids), .. Io(resources.BlockIo)];

    private IEnumerable<CgroupSetting> Cpu(LinuxCpu? cpu)
    {
        if (cpu?.Shares is { } shares)
        {
            var weight = $"{Weight(shares)}";

            // Newer runtimes use another curve; what they have set is as good.
            yield return new CgroupSetting($"{directory}/cpu.weight", weight, found => found == weight || found == $"{LogarithmicWeight(shares)}");
        }

        if (cpu?.Quota is { } quota)
        {
            yield return CgroupSetting.Exactly($"{directory}/cpu.max", string.Create(CultureInfo.InvariantCulture, $"{OrMax(quota)} {cpu.Period}"));
        }

        if (cpu?.Cpus is { } set)
        {
            yield return new CgroupSetting($"{directory}/cpuset.cpus", set, found => IsSameSet(found, set)) { Restore = static found => found.Length == 0 ? "\n" : found };
        }
    }

    private IEnumerable<CgroupSetting> Memory(LinuxMemory? memory)
    {
        if (memory?.Limit is { } limit)
        {
            yield return Bytes("memory.max", limit);
        }

        if (memory?.Swap is { } both)
        {
            // The specification counts memory and swap together, this version of cgroups swap alone.
            yield return Bytes("memory.swap.max", both < 0 ? -1 : both - memory.Limit!.Value) with { IsOptional = both == memory.Limit };
        }

        if (memory?.Reservation is { } reservation)
        {
            yield return Bytes("memory.low", Math.Max(0, reservation));
        }
    }

    private IEnumerable<CgroupSetting> Pids(LinuxPids? pids) => pids?.Limit is { } limit ? [CgroupSetting.Exactly($"{directory}/pids.max", OrMax(limit))] : [];

    private IEnumerable<CgroupSetting> Io(LinuxBlockIo? io)
    {
        foreach (var device in io?.ThrottleReadBpsDevice ?? [])
        {
            var name = $"{device.Major}:{device.Minor}";
            string[] members =
            [
                Member("rbps", io!.ThrottleReadBpsDevice), Member("wbps", io.ThrottleWriteBpsDevice), Member("riops", io.ThrottleReadIopsDevice), Member("wiops", io.ThrottleWriteIopsDevice),
            ];
            yield return new CgroupSetting($"{directory}/io.max", $"{name} {string.Join(' ', members)}", found => HasRates(found, name, members))
            {
                Restore = found => found.Split('\n').FirstOrDefault(line => line.StartsWith($"{name} ", StringComparison.Ordinal)) ?? $"{name} rbps=max wbps=max riops=max wiops=max",
            };

            string Member(string kind, IReadOnlyList<LinuxThrottleDevice>? devices) =>
                $"{kind}={(devices?.FirstOrDefault(other => (other.Major, other.Minor) == (device.Major, device.Minor))?.Rate is { } rate and > 0 ? $"{rate}" : "max")}";
        }
    }

    private CgroupSetting Bytes(string name, long value) => new($"{directory}/{name}", OrMax(value), found => IsBytes(found, value));

    private static ulong Weight(ulong shares) => (ulong)(1 + Math.Floor((shares - MinShares) * WeightSpan / SharesSpan));

    // Source: runtime-spec's and runc 1.3's conversion, with 100 for 1,024.
    private static ulong LogarithmicWeight(ulong shares)
    {
        var log = Math.Log2(shares);
        return (ulong)Math.Ceiling(Math.Pow(10, (((log * log) + (125 * log)) / 612) - (7.0 / 34)));
    }
}
