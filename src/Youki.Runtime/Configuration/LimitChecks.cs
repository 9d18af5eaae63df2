using System.Globalization;
using System.Text.RegularExpressions;
using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks limits, each alone and beside the others.</summary>
internal static partial class LimitChecks
{
    private const long MinMemory = 6 * Mebibyte;
    private const long Mebibyte = 1_048_576;
    private const int MinPids = 2;
    private const int MaxPids = 4_194_304;

    /// <summary>Checks a configuration as it is, or as an update would make it.</summary>
    public static IReadOnlyList<string> Of(ContainerConfig config) => config.Limits is not { } limits ? [] :
    [
        .. CpuLimitChecks.Of(limits, config.ResourceRequests?.CpuCores),
        .. MemoryErrors(limits, limits.MemoryBytes ?? config.ResourceRequests?.MemoryMb * Mebibyte),
        .. PidsErrors(limits),
        .. IoLimitChecks.Of(limits),
        .. SpecialLimitChecks.Of(limits),
    ];

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

        if (limits.MemoryHighBytes is { } high and not -1 && (high < MinMemory || (high > memory && memory != -1)))
        {
            yield return $"Limits.MemoryHighBytes: {high} is neither -1 nor between {MinMemory} and the limit of memory{(memory is null or -1 ? "" : $", {memory}")}.";
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

        if (limits.MemoryNodes is { } nodes && !ListText().IsMatch(nodes))
        {
            yield return $"Limits.MemoryNodes: {Quote(nodes)} is no list of memory nodes such as 0 or 0-1.";
        }
    }

    private static IEnumerable<string> PidsErrors(ResourceLimits limits)
    {
        if (limits.PidsLimit is { } pids and not -1 && pids is < MinPids or > MaxPids)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Limits.PidsLimit: {limits.PidsLimit} is neither -1 nor between {MinPids} and {MaxPids}. A runtime needs two processes for a moment to make a container.");
        }
    }

    [GeneratedRegex(@"^[0-9]{1,5}(-[0-9]{1,5})?(,[0-9]{1,5}(-[0-9]{1,5})?){0,1023}\z", RegexOptions.CultureInvariant)]
    internal static partial Regex ListText();
}
