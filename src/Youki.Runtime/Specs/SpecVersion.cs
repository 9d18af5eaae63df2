namespace Youki.Runtime.Specs;

/// <summary>Which version of the runtime-spec a document needs. Source: the ChangeLog of opencontainers/runtime-spec.</summary>
internal static class SpecVersion
{
    private const string Base = "1.0.2";

    private static readonly (string Version, Func<RuntimeSpec, bool> Uses)[] Additions =
    [
        ("1.3.0", spec => spec.Linux is { NetDevices: not null } or { MemoryPolicy: not null }),
        ("1.3.0", spec => spec.Linux?.IntelRdt is { Schemata: not null } or { EnableMonitoring: not null }),
        ("1.2.1", spec => spec.Process?.ExecCpuAffinity is not null),
        ("1.2.0", spec => Any(spec.Mounts, mount => Any(mount.Options, option => option is "idmap" or "ridmap"))),
        ("1.1.0", spec => spec.Domainname is not null || spec.Process is { Scheduler: not null } or { IoPriority: not null }),
        ("1.1.0", spec => Any(spec.Mounts, mount => mount.UidMappings is not null || mount.GidMappings is not null)),
        ("1.1.0", spec => spec.Linux?.TimeOffsets is not null || Any(spec.Linux?.Namespaces, item => item.Type == "time")),
        ("1.1.0", spec => spec.Linux?.Resources is { Unified: not null } or { Memory.CheckBeforeUpdate: not null }),
        ("1.1.0", spec => spec.Linux?.Resources?.Cpu is { Idle: not null } or { Burst: not null }),
        ("1.1.0", spec => spec.Linux?.IntelRdt is { EnableCmt: not null } or { EnableMbm: not null }),
        ("1.1.0", spec => spec.Linux?.Seccomp is { DefaultErrnoRet: not null } or { ListenerPath: not null } or { ListenerMetadata: not null }),
        ("1.1.0", spec => Any(spec.Linux?.Seccomp?.Syscalls, rule => rule.ErrnoRet is not null)),
    ];

    /// <summary>1.0.2, or the lowest version that defines every member used.</summary>
    public static string LowestFor(RuntimeSpec spec) => Additions.FirstOrDefault(addition => addition.Uses(spec)).Version ?? Base;

    private static bool Any<T>(IReadOnlyList<T>? items, Func<T, bool> condition) => items is not null && items.Any(condition);
}
