using System.Collections.Frozen;
using System.Globalization;
using Youki.Runtime.Cli;

namespace Youki.Runtime.Node;

/// <summary>What this process may give to containers. Source: proc(5), /proc/self/status and /proc/self/limits.</summary>
internal sealed class HostProbe
{
    private readonly Lazy<(FrozenSet<string> Capabilities, ulong OpenFiles)> _limits = new(() => (
        ParseCapabilities(File.ReadLines("/proc/self/status")),
        ParseOpenFiles(File.ReadLines("/proc/self/limits"))));

    public HostFacts FactsFor(RuntimeIdentity runtime) => new()
    {
        Runtime = runtime,
        Capabilities = _limits.Value.Capabilities,
        OpenFilesHardLimit = _limits.Value.OpenFiles,
        EnforcesDeviceRules = RuntimeDialect.Of(runtime.Flavor).EnforcesDeviceRules(runtime.CgroupMode),
        HasCgroupNamespace = File.Exists("/proc/self/ns/cgroup"),
    };

    internal static FrozenSet<string> ParseCapabilities(IEnumerable<string> status)
    {
        const string Bounding = "CapBnd:";
        var line = status.First(line => line.StartsWith(Bounding, StringComparison.Ordinal));
        var bits = ulong.Parse(line.AsSpan(Bounding.Length).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return CapabilityName.Known.Where((_, number) => (bits & (1UL << number)) != 0).ToFrozenSet(StringComparer.Ordinal);
    }

    internal static ulong ParseOpenFiles(IEnumerable<string> limits)
    {
        const string OpenFiles = "Max open files";
        var line = limits.First(line => line.StartsWith(OpenFiles, StringComparison.Ordinal));
        var hard = line[OpenFiles.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return hard == "unlimited" ? ulong.MaxValue : ulong.Parse(hard, CultureInfo.InvariantCulture);
    }
}
