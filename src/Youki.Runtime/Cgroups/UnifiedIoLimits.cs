using Youki.Runtime.Specs;

namespace Youki.Runtime.Cgroups;

/// <summary>Limits of block devices as files of cgroup version 2. Source: the kernel's admin-guide/cgroup-v2, "IO".</summary>
internal sealed class UnifiedIoLimits(string directory)
{
    private const ulong MinSpecWeight = 10;
    private const ulong SpecWeightSpan = 990;
    private const ulong WeightSpan = 9_999;

    private string BfqFile => $"{directory}/io.bfq.weight";

    private string CostFile => $"{directory}/io.weight";

    public IReadOnlyList<CgroupSetting> Of(LinuxBlockIo? io) => io is null ? [] : [.. Weights(io), .. Rates(io)];

    /// <summary>A weight of the specification, 10 to 1,000, for io.weight, 1 to 10,000, as runtimes convert it.</summary>
    internal static ulong CostWeight(ulong weight) => 1 + ((weight - MinSpecWeight) * WeightSpan / SpecWeightSpan);

    private IEnumerable<CgroupSetting> Weights(LinuxBlockIo io)
    {
        var hasBfq = File.Exists(BfqFile);
        if (io.Weight is { } weight)
        {
            if (hasBfq)
            {
                yield return Default(BfqFile, weight);
            }

            if (!hasBfq || File.Exists(CostFile))
            {
                yield return Default(CostFile, CostWeight(weight));
            }
        }

        foreach (var device in io.WeightDevice ?? [])
        {
            yield return SharedLimits.DeviceWeight(hasBfq ? BfqFile : CostFile, device, hasBfq ? device.Weight ?? 0 : CostWeight(device.Weight ?? MinSpecWeight));
        }
    }

    private static CgroupSetting Default(string file, ulong weight) => new(file, $"{weight}", found => DefaultOf(found) == $"{weight}") { Restore = DefaultOf };

    private static string DefaultOf(string found)
    {
        const string Prefix = "default ";
        var first = found.Split('\n')[0];
        return first.StartsWith(Prefix, StringComparison.Ordinal) ? first[Prefix.Length..] : first;
    }

    private IEnumerable<CgroupSetting> Rates(LinuxBlockIo io)
    {
        IReadOnlyList<LinuxThrottleDevice>?[] lists = [io.ThrottleReadBpsDevice, io.ThrottleWriteBpsDevice, io.ThrottleReadIopsDevice, io.ThrottleWriteIopsDevice];
        foreach (var device in lists.SelectMany(list => list ?? []).Select(device => (device.Major, device.Minor)).Distinct())
        {
            var name = $"{device.Major}:{device.Minor}";
            string[] members = [Member("rbps", lists[0]), Member("wbps", lists[1]), Member("riops", lists[2]), Member("wiops", lists[3])];
            yield return new CgroupSetting($"{directory}/io.max", $"{name} {string.Join(' ', members)}", found => LimitText.HasRates(found, name, members))
            {
                Restore = found => found.Split('\n').FirstOrDefault(line => line.StartsWith($"{name} ", StringComparison.Ordinal)) ?? $"{name} rbps=max wbps=max riops=max wiops=max",
            };

            string Member(string kind, IReadOnlyList<LinuxThrottleDevice>? devices) =>
                $"{kind}={(devices?.FirstOrDefault(other => (other.Major, other.Minor) == device)?.Rate is { } rate and > 0 ? $"{rate}" : "max")}";
        }
    }
}
