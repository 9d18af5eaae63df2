using System.Globalization;
using System.Text.RegularExpressions;
using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks limits, each alone and beside the others.</summary>
internal static partial class LimitChecks
{
    private const double MinCores = 0.01;
    private const double MaxCores = 65_536;
    private const ulong MinShares = 2;
    private const ulong MaxShares = 262_144;
    private const long MinMemory = 4 * Mebibyte;
    private const long Mebibyte = 1_048_576;
    private const int MinPids = 2;
    private const int MaxPids = 4_194_304;
    private const int MaxDevices = 64;

    /// <summary>Checks a configuration as it is, or as an update would make it.</summary>
    public static IReadOnlyList<string> Of(ContainerConfig config) => config.Limits is not { } limits ? [] :
    [
        .. CpuErrors(limits), .. MemoryErrors(limits, limits.MemoryBytes ?? config.ResourceRequests?.MemoryMb * Mebibyte), .. PidsErrors(limits), .. DeviceErrors(limits.DeviceIo ?? []),
    ];

    private static IEnumerable<string> CpuErrors(ResourceLimits limits)
    {
        // Written so that NaN, which compares false with everything, is out as well.
        if (limits.CpuCores is { } cores and not -1 && !(cores >= MinCores && cores <= MaxCores))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Limits.CpuCores: {cores} is neither between {MinCores} and {MaxCores} nor -1.");
        }

        if (limits.CpuShares is < MinShares or > MaxShares)
        {
            yield return $"Limits.CpuShares: {limits.CpuShares} is not between {MinShares} and {MaxShares}.";
        }

        if (limits.CpuSet is { } set && !CpuSetText().IsMatch(set))
        {
            yield return $"Limits.CpuSet: {Quote(set)} is no list of processors such as 0-3,7.";
        }
    }

    private static IEnumerable<string> MemoryErrors(ResourceLimits limits, long? memory)
    {
        if (limits.MemoryBytes is { } limit and not -1 && limit < MinMemory)
        {
            yield return $"Limits.MemoryBytes: {limit} is neither -1 nor at least {MinMemory}.";
        }

        if (limits.MemoryReservationBytes is < -1 or 0)
        {
            yield return $"Limits.MemoryReservationBytes: {limits.MemoryReservationBytes} is neither -1 nor more than 0.";
        }
        else if (limits.MemoryReservationBytes > memory && memory != -1)
        {
            yield return $"Limits.MemoryReservationBytes: {limits.MemoryReservationBytes} is more than the limit of memory, {memory}.";
        }

        if (limits.MemorySwapBytes is { } swap)
        {
            if (memory is null)
            {
                yield return "Limits.MemorySwapBytes: it needs a limit of memory as well.";
            }
            else if (swap != -1 && (memory == -1 || swap < memory))
            {
                yield return $"Limits.MemorySwapBytes: {swap} is less than the limit of memory, {(memory == -1 ? "which is none" : $"{memory}")}. It is memory and swap together; say both.";
            }
        }
    }

    private static IEnumerable<string> PidsErrors(ResourceLimits limits)
    {
        if (limits.PidsLimit is { } pids and not -1 && pids is < MinPids or > MaxPids)
        {
            yield return $"Limits.PidsLimit: {limits.PidsLimit} is neither -1 nor between {MinPids} and {MaxPids}.";
        }
    }

    private static IEnumerable<string> DeviceErrors(IReadOnlyList<DeviceIoLimit> devices)
    {
        if (devices.Count > MaxDevices)
        {
            yield return $"Limits.DeviceIo: there are more than {MaxDevices}.";
        }

        for (var i = 0; i < devices.Count; i++)
        {
            if (devices[i]?.Device is not { } device || !DeviceText().IsMatch(device))
            {
                yield return $"Limits.DeviceIo[{i}].Device: {Quote(devices[i]?.Device ?? "")} is neither a path below /dev nor numbers such as 8:0.";
            }
            else if (devices.Take(i).Any(other => other?.Device == device))
            {
                yield return $"Limits.DeviceIo[{i}].Device: {Quote(device)} is named twice.";
            }
        }
    }

    [GeneratedRegex(@"^[0-9]{1,5}(-[0-9]{1,5})?(,[0-9]{1,5}(-[0-9]{1,5})?){0,1023}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CpuSetText();

    [GeneratedRegex(@"^(/dev/[^\p{Cc}]{1,250}|[0-9]{1,4}:[0-9]{1,7})\z", RegexOptions.CultureInvariant)]
    private static partial Regex DeviceText();
}
