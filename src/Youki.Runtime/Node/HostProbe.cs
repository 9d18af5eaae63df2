using System.Collections.Frozen;
using System.Globalization;
using Youki.Runtime.Cli;
using Youki.Runtime.Native;

namespace Youki.Runtime.Node;

/// <summary>What this process may give to containers. Source: proc(5), /proc/self/status and /proc/self/limits.</summary>
internal sealed class HostProbe
{
    private const string OpenFiles = "RLIMIT_NOFILE";

    /// <summary>How /proc/self/limits calls them. Source: linux/fs/proc/base.c.</summary>
    private static readonly (string Title, string Name)[] LimitNames =
    [
        ("Max cpu time", "RLIMIT_CPU"), ("Max file size", "RLIMIT_FSIZE"), ("Max data size", "RLIMIT_DATA"), ("Max stack size", "RLIMIT_STACK"), ("Max core file size", "RLIMIT_CORE"),
        ("Max resident set", "RLIMIT_RSS"), ("Max processes", "RLIMIT_NPROC"), ("Max open files", OpenFiles), ("Max locked memory", "RLIMIT_MEMLOCK"), ("Max address space", "RLIMIT_AS"),
        ("Max file locks", "RLIMIT_LOCKS"), ("Max pending signals", "RLIMIT_SIGPENDING"), ("Max msgqueue size", "RLIMIT_MSGQUEUE"), ("Max nice priority", "RLIMIT_NICE"),
        ("Max realtime priority", "RLIMIT_RTPRIO"), ("Max realtime timeout", "RLIMIT_RTTIME"),
    ];

    private readonly Lazy<(FrozenSet<string> Capabilities, FrozenDictionary<string, ulong> HardLimits)> _limits = new(() => (
        ParseCapabilities(File.ReadLines("/proc/self/status")),
        ParseLimits(File.ReadLines("/proc/self/limits"))));

    /// <summary>An ordinary user may not load them, nor root in most containers.</summary>
    private readonly Lazy<bool> _mayFilterDevices = new(DeviceFilter.IsPermitted);

    public HostFacts FactsFor(RuntimeIdentity runtime)
    {
        // What an ordinary user's runtime is refused, it leaves out without a word.
        var byRuntime = CurrentUser.Id == 0 && RuntimeDialect.Of(runtime.Flavor).EnforcesDeviceRules(runtime.CgroupMode);
        var byLibrary = !byRuntime && _mayFilterDevices.Value;
        return new()
        {
            Runtime = runtime,
            Capabilities = _limits.Value.Capabilities,
            OpenFilesHardLimit = _limits.Value.HardLimits[OpenFiles],
            HardLimits = _limits.Value.HardLimits,
            OomScoreAdj = int.Parse(File.ReadAllText("/proc/self/oom_score_adj"), CultureInfo.InvariantCulture),
            GroupsRealTime = runtime.CgroupMode != "v2" && File.Exists("/sys/fs/cgroup/cpu/cpu.rt_runtime_us"),
            HasAppArmor = SecurityModules.HasAppArmor,
            HasSelinux = SecurityModules.HasSelinux,
            IgnoredMembers = RuntimeDialect.Of(runtime.Flavor).IgnoredMembers(runtime.Version),
            EnforcesDeviceRules = byRuntime || byLibrary,
            LibraryEnforcesDeviceRules = byLibrary,
            HasTimeNamespace = File.Exists("/proc/self/ns/time") && RuntimeDialect.IsSince(runtime.Version, RuntimeDialect.Of(runtime.Flavor).TimeNamespaces),
            AppliesDomainname = RuntimeDialect.IsSince(runtime.Version, RuntimeDialect.Of(runtime.Flavor).Domainname),
            HasCgroupNamespace = File.Exists("/proc/self/ns/cgroup"),
            KernelVersion = Environment.OSVersion.Version,
        };
    }

    internal static FrozenSet<string> ParseCapabilities(IEnumerable<string> status)
    {
        const string Bounding = "CapBnd:";
        var line = status.First(line => line.StartsWith(Bounding, StringComparison.Ordinal));
        var bits = ulong.Parse(line.AsSpan(Bounding.Length).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return CapabilityName.Known.Where((_, number) => (bits & (1UL << number)) != 0).ToFrozenSet(StringComparer.Ordinal);
    }

    internal static FrozenDictionary<string, ulong> ParseLimits(IEnumerable<string> limits)
    {
        var hard = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var line in limits)
        {
            if (LimitNames.FirstOrDefault(limit => line.StartsWith(limit.Title, StringComparison.Ordinal)) is { Name: { } name, Title: var title })
            {
                var value = line[title.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
                hard[name] = value == "unlimited" ? ulong.MaxValue : ulong.Parse(value, CultureInfo.InvariantCulture);
            }
        }

        return hard.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
