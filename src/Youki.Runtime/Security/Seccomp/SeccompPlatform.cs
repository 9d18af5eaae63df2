using System.Runtime.InteropServices;

namespace Youki.Runtime.Security.Seccomp;

/// <summary>A processor's names: Go's, which conditions use, and libseccomp's. Source: moby/profiles, seccomp/seccomp_linux.go; libseccomp, seccomp.h.</summary>
internal sealed record SeccompPlatform(string Go, string? Native)
{
    public static SeccompPlatform Of(Architecture architecture) => architecture switch
    {
        Architecture.X64 => new("amd64", "SCMP_ARCH_X86_64"),
        Architecture.X86 => new("386", "SCMP_ARCH_X86"),
        Architecture.Arm64 => new("arm64", "SCMP_ARCH_AARCH64"),
        Architecture.Arm or Architecture.Armv6 => new("arm", "SCMP_ARCH_ARM"),
        Architecture.S390x => new("s390x", "SCMP_ARCH_S390X"),
        Architecture.Ppc64le => new("ppc64le", "SCMP_ARCH_PPC64LE"),
        Architecture.RiscV64 => new("riscv64", "SCMP_ARCH_RISCV64"),
        Architecture.LoongArch64 => new("loong64", "SCMP_ARCH_LOONGARCH64"),
        var other => new(other.ToString(), null),
    };
}
