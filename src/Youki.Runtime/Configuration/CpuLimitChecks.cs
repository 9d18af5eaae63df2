using System.Globalization;
using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks limits of processors, which can be said in several ways that must not contradict each other.</summary>
internal static class CpuLimitChecks
{
    private const double MinCores = 0.01;
    private const double MaxCores = 65_536;
    private const ulong MinShares = 2;
    private const ulong MaxShares = 262_144;
    private const ulong MaxWeight = 10_000;
    private const long MinQuota = 1_000;
    private const ulong MinPeriod = 1_000;
    private const ulong MaxPeriod = 1_000_000;

    /// <summary>The kernel's most, in microseconds. Source: max_cfs_runtime, kernel/sched/core.c.</summary>
    private const long MaxQuota = 17_592_186_044;

    /// <param name="limits">The limits.</param>
    /// <param name="requested">Cores of the requests. Null: not said.</param>
    public static IEnumerable<string> Of(ResourceLimits limits, double? requested) => [.. BandwidthErrors(limits, requested), .. WeightErrors(limits), .. SetErrors(limits)];

    private static IEnumerable<string> BandwidthErrors(ResourceLimits limits, double? requested)
    {
        // Written so that NaN, which compares false with everything, is out as well.
        if (limits.CpuCores is { } cores and not -1 && !(cores >= MinCores && cores <= MaxCores))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Limits.CpuCores: {cores} is neither between {MinCores} and {MaxCores} nor -1.");
        }

        if (limits.CpuQuota is { } quota and not -1 && quota is < MinQuota or > MaxQuota)
        {
            yield return $"Limits.CpuQuota: {limits.CpuQuota} is neither -1 nor between {MinQuota} and {MaxQuota} microseconds.";
        }

        if (limits.CpuPeriod is < MinPeriod or > MaxPeriod)
        {
            yield return $"Limits.CpuPeriod: {limits.CpuPeriod} is not between {MinPeriod} and {MaxPeriod} microseconds.";
        }

        if (limits is { CpuQuota: not null, CpuCores: not null })
        {
            yield return "Limits.CpuQuota: Limits.CpuCores says the same in another way. Say one of them.";
        }

        if (limits.CpuBurst > 0 && (QuotaOf(limits, requested) is not { } most || limits.CpuBurst > (ulong)most))
        {
            yield return $"Limits.CpuBurst: {limits.CpuBurst} is more than the quota{(QuotaOf(limits, requested) is { } known ? $", {known}" : ", and there is none")}. Only what a quota leaves unused can be saved up.";
        }
    }

    private static IEnumerable<string> WeightErrors(ResourceLimits limits)
    {
        if (limits.CpuShares is < MinShares or > MaxShares)
        {
            yield return $"Limits.CpuShares: {limits.CpuShares} is not between {MinShares} and {MaxShares}.";
        }

        if (limits.CpuWeight is 0 or > MaxWeight)
        {
            yield return $"Limits.CpuWeight: {limits.CpuWeight} is not between 1 and {MaxWeight}.";
        }

        if (limits is { CpuShares: not null, CpuWeight: not null })
        {
            yield return "Limits.CpuWeight: Limits.CpuShares says the same in another way. Say one of them.";
        }

        if (limits is { CpuIdle: true, CpuShares: not null } or { CpuIdle: true, CpuWeight: not null })
        {
            yield return "Limits.CpuIdle: what is idle has no weight. Leave CpuShares and CpuWeight out.";
        }
    }

    private static IEnumerable<string> SetErrors(ResourceLimits limits)
    {
        if (limits.CpuSet is { } set && !LimitChecks.ListText().IsMatch(set))
        {
            yield return $"Limits.CpuSet: {Quote(set)} is no list of processors such as 0-3,7.";
        }
    }

    private static long? QuotaOf(ResourceLimits limits, double? requested) => limits.CpuQuota is { } quota ? (quota > 0 ? quota : null)
        : (limits.CpuCores ?? requested) is { } cores and > 0 ? (long)(Math.Min(cores, MaxCores) * (limits.CpuPeriod ?? 100_000)) : null;
}
