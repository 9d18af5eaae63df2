using System.Runtime.InteropServices;

namespace Youki.Runtime.Native;

/// <summary>
/// Numbers of the system calls that not every libc wraps (musl and older glibc lack some of them).
/// Source: asm-generic/unistd.h for arm64, arch/x86/entry/syscalls/syscall_64.tbl.
/// </summary>
internal static class SystemCallNumber
{
    public const int OpenTree = 428;

    public const int MoveMount = 429;

    public const int OpenAt2 = 437;

    public const int MountSetAttributes = 442;

    public static int GetDirectoryEntries { get; } = IsArm ? 61 : 217;

    public static int Statx { get; } = IsArm ? 291 : 332;

    public static int CopyFileRange { get; } = IsArm ? 285 : 326;

    public static int SyncFileSystem { get; } = IsArm ? 267 : 306;

    public static int Bpf { get; } = IsArm ? 280 : 321;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
}
