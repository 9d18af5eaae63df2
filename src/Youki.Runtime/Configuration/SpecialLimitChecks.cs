using System.Text.RegularExpressions;
using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks limits that are maps: huge pages, RDMA and files of cgroup v2.</summary>
internal static partial class SpecialLimitChecks
{
    private const int MaxEntries = 64;
    private const int MaxValueLength = 4_000;

    /// <summary>Files that have a member of their own, by its name: said twice, one of the two would be lost.</summary>
    private static readonly Dictionary<string, Func<ResourceLimits, string?>> Members = new()
    {
        ["cpu.max"] = limits => limits.CpuQuota is not null || limits.CpuPeriod is not null || limits.CpuCores is not null ? "CpuCores, CpuQuota or CpuPeriod" : null,
        ["cpu.max.burst"] = limits => limits.CpuBurst is null ? null : nameof(limits.CpuBurst),
        ["cpu.idle"] = limits => limits.CpuIdle is null ? null : nameof(limits.CpuIdle),
        ["cpu.weight"] = limits => limits.CpuShares is not null || limits.CpuWeight is not null || limits.CpuCores is not null ? "CpuShares, CpuWeight or CpuCores" : null,
        ["cpuset.cpus"] = limits => limits.CpuSet is null ? null : nameof(limits.CpuSet),
        ["cpuset.mems"] = limits => limits.MemoryNodes is null ? null : nameof(limits.MemoryNodes),
        ["memory.max"] = limits => limits.MemoryBytes is null ? null : nameof(limits.MemoryBytes),
        ["memory.low"] = limits => limits.MemoryReservationBytes is null ? null : nameof(limits.MemoryReservationBytes),
        ["memory.swap.max"] = limits => limits.MemorySwapBytes is null ? null : nameof(limits.MemorySwapBytes),
        ["memory.high"] = limits => limits.MemoryHighBytes is null ? null : nameof(limits.MemoryHighBytes),
        ["memory.oom.group"] = limits => limits.OomGroup is null ? null : nameof(limits.OomGroup),
        ["pids.max"] = limits => limits.PidsLimit is null ? null : nameof(limits.PidsLimit),
        ["io.max"] = limits => limits.DeviceIo is null ? null : nameof(limits.DeviceIo),
        ["rdma.max"] = limits => limits.Rdma is null ? null : nameof(limits.Rdma),
    };

    public static IEnumerable<string> Of(ResourceLimits limits) =>
    [
        .. HugePageErrors(limits.HugePages ?? new Dictionary<string, long>()),
        .. RdmaErrors(limits.Rdma ?? new Dictionary<string, RdmaLimit>()),
        .. UnifiedErrors(limits, limits.Unified ?? new Dictionary<string, string>()),
    ];

    private static IEnumerable<string> HugePageErrors(IReadOnlyDictionary<string, long> sizes)
    {
        foreach (var (size, bytes) in sizes)
        {
            if (!SizeText().IsMatch(size))
            {
                yield return $"Limits.HugePages: {Quote(size)} is no size such as 2MB or 1GB.";
            }

            if (bytes < -1)
            {
                yield return $"Limits.HugePages[{Quote(size)}]: {bytes} is neither -1 nor at least 0.";
            }
        }
    }

    private static IEnumerable<string> RdmaErrors(IReadOnlyDictionary<string, RdmaLimit> devices)
    {
        foreach (var (name, limit) in devices)
        {
            if (!DeviceText().IsMatch(name))
            {
                yield return $"Limits.Rdma: {Quote(name)} is no name of a device such as rxe0.";
            }

            if (limit is null)
            {
                yield return $"Limits.Rdma[{Quote(name)}]: it may not be null.";
            }
            else if (limit.Handles > int.MaxValue || limit.Objects > int.MaxValue)
            {
                yield return $"Limits.Rdma[{Quote(name)}]: more than {int.MaxValue} is no limit. Leave it out.";
            }
        }
    }

    private static IEnumerable<string> UnifiedErrors(ResourceLimits limits, IReadOnlyDictionary<string, string> files)
    {
        if (files.Count > MaxEntries)
        {
            yield return $"Limits.Unified: there are more than {MaxEntries}.";
        }

        foreach (var (file, value) in files)
        {
            if (!FileText().IsMatch(file))
            {
                yield return $"Limits.Unified: {Quote(file)} is no file of a controller such as memory.min. Paths, and the files of the cgroup itself, which move, freeze and kill, are none.";
            }
            else if (IsNoLimit(file))
            {
                yield return $"Limits.Unified: {Quote(file)} limits nothing that stays: it does something once, or only tells.";
            }
            else if (Members.TryGetValue(file, out var memberOf) && memberOf(limits) is { } member)
            {
                yield return $"Limits.Unified: {Quote(file)} is said by {member} as well. Say one of them.";
            }

            if (value is null || value.Length is 0 or > MaxValueLength || value.Any(character => character is < ' ' or > '~'))
            {
                yield return $"Limits.Unified[{Quote(file)}]: {Quote(value ?? "")} is not one line of ASCII text.";
            }
        }
    }

    private static bool IsNoLimit(string file) => file is "memory.reclaim" || file.Split('.')[^1] is "pressure" or "stat" or "events" or "local" or "current" or "peak" or "effective";

    [GeneratedRegex(@"^[1-9][0-9]{0,5}[KMG]B\z", RegexOptions.CultureInvariant)]
    private static partial Regex SizeText();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DeviceText();

    [GeneratedRegex(@"^(?!cgroup\.)[a-z][a-z0-9_]{0,30}(\.[A-Za-z0-9_]{1,30}){1,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FileText();
}
