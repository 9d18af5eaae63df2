using System.Collections.Frozen;

namespace Youki.Runtime.Security.Seccomp;

/// <summary>The words of profiles. Source: OCI runtime-spec, config-linux.md, "Seccomp"; those that youki 0.7.0 and runc take.</summary>
internal static class SeccompWords
{
    public const string Allow = "SCMP_ACT_ALLOW";
    public const string Errno = "SCMP_ACT_ERRNO";
    public const string Notify = "SCMP_ACT_NOTIFY";
    public const string MaskedEqual = "SCMP_CMP_MASKED_EQ";

    /// <summary>Actions, by how much they let happen: the first lets nothing, the last all.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    [
        "SCMP_ACT_KILL_PROCESS", "SCMP_ACT_KILL", "SCMP_ACT_KILL_THREAD", "SCMP_ACT_TRAP", Errno, Notify, "SCMP_ACT_TRACE", "SCMP_ACT_LOG", Allow,
    ];

    public static FrozenSet<string> Operators { get; } = FrozenSet.Create(
        "SCMP_CMP_NE", "SCMP_CMP_LT", "SCMP_CMP_LE", "SCMP_CMP_EQ", "SCMP_CMP_GE", "SCMP_CMP_GT", MaskedEqual);

    public static FrozenSet<string> Flags { get; } = FrozenSet.Create(
        "SECCOMP_FILTER_FLAG_LOG", "SECCOMP_FILTER_FLAG_TSYNC", "SECCOMP_FILTER_FLAG_SPEC_ALLOW", "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV");

    public static FrozenSet<string> Architectures { get; } = FrozenSet.Create(
        "SCMP_ARCH_NATIVE", "SCMP_ARCH_X86", "SCMP_ARCH_X86_64", "SCMP_ARCH_X32", "SCMP_ARCH_ARM", "SCMP_ARCH_AARCH64", "SCMP_ARCH_MIPS", "SCMP_ARCH_MIPS64",
        "SCMP_ARCH_MIPS64N32", "SCMP_ARCH_MIPSEL", "SCMP_ARCH_MIPSEL64", "SCMP_ARCH_MIPSEL64N32", "SCMP_ARCH_PPC", "SCMP_ARCH_PPC64", "SCMP_ARCH_PPC64LE",
        "SCMP_ARCH_S390", "SCMP_ARCH_S390X", "SCMP_ARCH_PARISC", "SCMP_ARCH_PARISC64", "SCMP_ARCH_RISCV64", "SCMP_ARCH_LOONGARCH64", "SCMP_ARCH_M68K",
        "SCMP_ARCH_SH", "SCMP_ARCH_SHEB");
}
