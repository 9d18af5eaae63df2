using Youki.Runtime.Specs;

namespace Youki.Runtime.Security.Seccomp;

/// <summary>Decides the conditions of a profile for one container on one host. Source of the rules: moby/profiles, seccomp/seccomp_linux.go.</summary>
/// <param name="Capabilities">The container's bounding set.</param>
/// <param name="Platform">The processor.</param>
/// <param name="Kernel">The kernel. Null: unknown, and taken for a new one.</param>
internal sealed record SeccompResolver(IReadOnlyCollection<string> Capabilities, SeccompPlatform Platform, Version? Kernel)
{
    public LinuxSeccomp Resolve(SeccompProfile profile) => new()
    {
        DefaultAction = profile.DefaultAction,
        DefaultErrnoRet = profile.DefaultErrnoRet,
        Architectures = ArchitecturesOf(profile) is { Count: > 0 } architectures ? architectures : null,
        Flags = profile.Flags is { Count: > 0 } flags ? flags : null,
        ListenerPath = profile.ListenerPath,
        ListenerMetadata = profile.ListenerMetadata,
        Syscalls = Merge((profile.Syscalls ?? []).Where(Holds).Select(rule => new LinuxSyscall
        {
            Names = [.. rule.AllNames.Where(SystemCalls.IsKnown)],
            Action = rule.Action,
            ErrnoRet = rule.ErrnoRet,
            Args = rule.Args is { Count: > 0 } arguments ? arguments : null,
        })),
    };

    private IReadOnlyList<string>? ArchitecturesOf(SeccompProfile profile) => profile.ArchMap is not { Count: > 0 } map ? profile.Architectures
        : map.FirstOrDefault(item => item.Architecture == Platform.Native) is { } own ? [own.Architecture!, .. own.SubArchitectures ?? []]
        : null;

    private bool Holds(SeccompRule rule) =>
        !(Any(rule.Excludes?.Arches, IsHere) || Any(rule.Excludes?.Caps, Capabilities.Contains) || (rule.Excludes?.MinKernel is { } before && IsAtLeast(before)))
        && (rule.Includes?.Arches is not { Count: > 0 } arches || arches.Any(IsHere))
        && (rule.Includes?.Caps ?? []).All(Capabilities.Contains)
        && (rule.Includes?.MinKernel is not { } from || IsAtLeast(from));

    private bool IsHere(string architecture) => architecture == Platform.Go;

    private bool IsAtLeast(string version) => Kernel is null || Kernel >= Version.Parse(version);

    private static bool Any(IReadOnlyList<string>? items, Func<string, bool> condition) => items is not null && items.Any(condition);

    /// <summary>Rules that differ only in their calls become one, at the place of the first: the order counts for libseccomp, and config.json stays small.</summary>
    private static LinuxSyscall[] Merge(IEnumerable<LinuxSyscall> rules) =>
    [
        .. rules.Where(rule => rule.Names!.Count > 0)
            .GroupBy(rule => (rule.Action, rule.ErrnoRet, OnlyItself: rule.Args is null ? null : rule))
            .Select(group => group.First() with { Names = [.. group.SelectMany(rule => rule.Names!).Distinct()] }),
    ];
}
