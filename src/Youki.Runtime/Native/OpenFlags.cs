using System.Runtime.InteropServices;

namespace Youki.Runtime.Native;

/// <summary>Flags of open(2). Two of them differ between x86 and arm. Source: asm-generic/fcntl.h and arch/arm64/include/uapi/asm/fcntl.h.</summary>
internal static class OpenFlags
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int ReadWrite = 2;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;

    /// <summary>O_PATH: a descriptor that names a file without opening it, so that a device or FIFO notices nothing.</summary>
    public const int PathOnly = 0x200000;

    public static int Directory { get; } = IsArm ? 0x4000 : 0x10000;

    public static int NoFollow { get; } = IsArm ? 0x8000 : 0x20000;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
}
