using Youki.Runtime.Specs;

namespace Youki.Runtime.Devices;

/// <summary>A device rule as the program and the kernel see it: null stands for any.</summary>
internal readonly record struct DeviceRuleEntry(bool Allow, DeviceKind? Kind, int? Major, int? Minor, DeviceAccess Access)
{
    /// <summary>The rule of a spec; null where no device can ever match it.</summary>
    /// <exception cref="FormatException">It has a type or an access that there is not.</exception>
    public static DeviceRuleEntry? Of(LinuxDeviceRule rule)
    {
        DeviceKind? kind = rule.Type switch
        {
            null or "" or "a" => null,
            "b" => DeviceKind.Block,
            "c" or "u" => DeviceKind.Character,
            _ => throw new FormatException($"'{rule.Type}' is no type of devices: a, b and c are."),
        };

        // Majors have 12 bits and minors 20. A negative number stands for any, as with other runtimes.
        return rule.Major > int.MaxValue || rule.Minor > int.MaxValue
            ? null
            : new DeviceRuleEntry(rule.Allow == true, kind, NumberOf(rule.Major), NumberOf(rule.Minor), AccessOf(rule.Access));
    }

    /// <summary>What the letters r, w and m stand for; none of them: all.</summary>
    /// <exception cref="FormatException">There is another one.</exception>
    public static DeviceAccess AccessOf(string? letters) => letters is null or "" ? DeviceAccess.All : letters.Aggregate(DeviceAccess.None, (access, letter) => access | letter switch
    {
        'r' => DeviceAccess.Read,
        'w' => DeviceAccess.Write,
        'm' => DeviceAccess.Make,
        _ => throw new FormatException($"'{letter}' is no access to a device: r, w and m are."),
    });

    private static int? NumberOf(long? number) => number is null or < 0 ? null : (int)number.Value;
}
