using System.Text.RegularExpressions;
using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks limits of block devices.</summary>
internal static partial class IoLimitChecks
{
    private const int MinWeight = 10;
    private const int MaxWeight = 1_000;
    private const int MaxDevices = 64;

    public static IEnumerable<string> Of(ResourceLimits limits)
    {
        if (limits.IoWeight is < MinWeight or > MaxWeight)
        {
            yield return $"Limits.IoWeight: {limits.IoWeight} is not between {MinWeight} and {MaxWeight}.";
        }

        foreach (var error in DeviceErrors(limits.DeviceIo ?? []))
        {
            yield return error;
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

            if (devices[i]?.Weight is { } weight and not 0 && weight is < MinWeight or > MaxWeight)
            {
                yield return $"Limits.DeviceIo[{i}].Weight: {devices[i].Weight} is not between {MinWeight} and {MaxWeight}.";
            }
        }
    }

    [GeneratedRegex(@"^(/dev/[^\p{Cc}]{1,250}|[0-9]{1,4}:[0-9]{1,7})\z", RegexOptions.CultureInvariant)]
    private static partial Regex DeviceText();
}
