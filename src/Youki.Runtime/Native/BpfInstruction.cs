using System.Runtime.InteropServices;

namespace Youki.Runtime.Native;

/// <summary>One instruction of the kernel's virtual machine. Source: Linux, include/uapi/linux/bpf.h, struct bpf_insn.</summary>
/// <param name="Code">What it does.</param>
/// <param name="Registers">The register it changes in the lower half, the one it reads in the upper half.</param>
/// <param name="Offset">How many instructions a jump leaves out, or where in memory it reads.</param>
/// <param name="Constant">A value.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct BpfInstruction(byte Code, byte Registers, short Offset, int Constant);
