using Youki.Runtime.Native;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Devices;

/// <summary>
/// Makes a program for the kernel of device rules. For each of read, write and mknod that is asked for, the last rule that speaks of it and of the device
/// decides, and where none does it is denied. So the program goes from the last rule to the first: a rule that denies any of what is still open ends it; one
/// that allows takes its part away, and when nothing is open any more, it ends well.
/// </summary>
internal static class DeviceProgram
{
    // r1 is the kernel's: a pointer to the access and type, the major and the minor number, 32 bits each.
    private const byte Result = 0;
    private const byte Context = 1;
    private const byte Kind = 2;
    private const byte Open = 3;
    private const byte Major = 4;
    private const byte Minor = 5;

    private const byte LoadWord = 0x61;
    private const byte SetConstant = 0xB7;
    private const byte SetRegister = 0xBF;
    private const byte AndConstant = 0x57;
    private const byte ShiftRight = 0x77;
    private const byte JumpIfNotEqual = 0x55;
    private const byte JumpIfAnyBit = 0x45;
    private const byte Jump = 0x05;
    private const byte Exit = 0x95;

    /// <summary>The program of the rules of a spec, which come in the order in which they are said.</summary>
    /// <exception cref="FormatException">A rule has a type or an access that there is not.</exception>
    public static BpfInstruction[] Assemble(IEnumerable<LinuxDeviceRule> rules) =>
    [
        new(LoadWord, Registers(Kind, Context), 0, 0),
        new(SetRegister, Registers(Open, Kind), 0, 0),
        new(AndConstant, Kind, 0, 0xFFFF),
        new(ShiftRight, Open, 0, 16),
        new(LoadWord, Registers(Major, Context), 4, 0),
        new(LoadWord, Registers(Minor, Context), 8, 0),
        new(JumpIfNotEqual, Open, 2, 0),
        .. End(allow: true),
        .. Relevant(rules).SelectMany(Block),
        .. End(allow: false),
    ];

    /// <summary>From the last to the first; what stands before a rule about everything says nothing any more.</summary>
    private static IEnumerable<DeviceRuleEntry> Relevant(IEnumerable<LinuxDeviceRule> rules)
    {
        foreach (var entry in rules.Select(DeviceRuleEntry.Of).Reverse().OfType<DeviceRuleEntry>())
        {
            yield return entry;
            if (entry is { Kind: null, Major: null, Minor: null, Access: DeviceAccess.All })
            {
                yield break;
            }
        }
    }

    private static List<BpfInstruction> Block(DeviceRuleEntry rule)
    {
        BpfInstruction[] verdict = rule.Allow
            ? [new(AndConstant, Open, 0, (int)(DeviceAccess.All & ~rule.Access)), new(JumpIfNotEqual, Open, 2, 0), .. End(allow: true)]
            : [new(JumpIfAnyBit, Open, 1, (int)rule.Access), new(Jump, 0, 2, 0), .. End(allow: false)];
        var block = new List<BpfInstruction>();
        foreach (var (register, value) in new[] { (Kind, (int?)rule.Kind), (Major, rule.Major), (Minor, rule.Minor) })
        {
            if (value is { } wanted)
            {
                block.Add(new(JumpIfNotEqual, register, 0, wanted));
            }
        }

        block.AddRange(verdict);
        for (var i = 0; i < block.Count - verdict.Length; i++)
        {
            block[i] = block[i] with { Offset = (short)(block.Count - i - 1) };
        }

        return block;
    }

    private static BpfInstruction[] End(bool allow) => [new(SetConstant, Result, 0, allow ? 1 : 0), new(Exit, 0, 0, 0)];

    private static byte Registers(byte changed, byte read) => (byte)(changed | (read << 4));
}
