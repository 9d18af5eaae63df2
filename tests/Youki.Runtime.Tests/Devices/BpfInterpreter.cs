using System.Buffers.Binary;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Devices;

/// <summary>
/// Runs a program as the kernel would: written from the kernel's description of the instruction set (Documentation/bpf/standardization/instruction-set.rst), not
/// from the assembler. It refuses what the kernel's verifier refuses: jumps back or out, reads of what was never set, instructions that are never reached.
/// </summary>
internal static class BpfInterpreter
{
    public static bool Allows(ReadOnlySpan<BpfInstruction> program, uint type, uint access, uint major, uint minor)
    {
        Span<byte> context = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32LittleEndian(context, (access << 16) | type);
        BinaryPrimitives.WriteUInt32LittleEndian(context[4..], major);
        BinaryPrimitives.WriteUInt32LittleEndian(context[8..], minor);
        var registers = new ulong?[11];
        registers[1] = 0;
        for (var at = 0; ; at++)
        {
            var (code, changed, read, offset, constant) = Decode(program[at]);
            switch (code)
            {
                case 0x61 when read == 1:
                    registers[changed] = BinaryPrimitives.ReadUInt32LittleEndian(context[offset..]);
                    break;
                case 0xB7:
                    registers[changed] = (ulong)(long)constant;
                    break;
                case 0xBF:
                    registers[changed] = registers[read]!.Value;
                    break;
                case 0x57:
                    registers[changed] = registers[changed]!.Value & (ulong)(long)constant;
                    break;
                case 0x77:
                    registers[changed] = registers[changed]!.Value >> constant;
                    break;
                case 0x55:
                    at += registers[changed]!.Value != (ulong)(long)constant ? offset : 0;
                    break;
                case 0x45:
                    at += (registers[changed]!.Value & (ulong)(long)constant) != 0 ? offset : 0;
                    break;
                case 0x05:
                    at += offset;
                    break;
                case 0x95:
                    return registers[0]!.Value != 0;
                default:
                    throw new InvalidOperationException($"There is no instruction {code:x} here.");
            }
        }
    }

    /// <summary>Follows every way through the program, as the verifier's first pass does.</summary>
    public static void Verify(ReadOnlySpan<BpfInstruction> program)
    {
        var reached = new bool[program.Length];
        reached[0] = true;
        for (var at = 0; at < program.Length; at++)
        {
            var (code, _, _, offset, _) = Decode(program[at]);
            reached[at].Should().BeTrue("instruction {0} would never be reached", at);
            offset.Should().BeGreaterThanOrEqualTo(0, "nothing jumps back");
            if (code is 0x55 or 0x45 or 0x05)
            {
                reached[at + 1 + offset] = true;
            }

            if (code is not (0x05 or 0x95))
            {
                reached[at + 1] = true;
            }
        }
    }

    private static (byte Code, int Changed, int Read, short Offset, int Constant) Decode(BpfInstruction instruction) =>
        (instruction.Code, instruction.Registers & 0xF, instruction.Registers >> 4, instruction.Offset, instruction.Constant);
}
