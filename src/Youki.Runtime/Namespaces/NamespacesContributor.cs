using System.Globalization;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Namespaces;

/// <summary>The namespaces that are joined, and what goes with them: <c>/dev/shm</c>, kernel parameters, the domain name, clocks. Those of its own come with the defaults.</summary>
internal sealed class NamespacesContributor : ISpecContributor
{
    private const string SharedMemory = "/dev/shm";
    private const string DomainParameter = "kernel.domainname";

    private static readonly Mount NoHierarchies = new() { Destination = "/sys/fs/cgroup", Type = "tmpfs", Source = "tmpfs", Options = ["ro", "nosuid", "nodev", "noexec", "mode=755", "size=4k"] };

    public SpecStage Stage => SpecStage.Config;

    public RuntimeSpec? Contribute(SpecInputs inputs)
    {
        var held = inputs.Resources.GetValueOrDefault(NamespacesProvider.ResourceKind) ?? new Dictionary<string, string>();
        var joined = NamespaceModes.Shareable.Where(held.ContainsKey).Select(type => new LinuxNamespace { Type = type, Path = held[type] }).ToList();
        if (NamespaceModes.IsOwn(inputs, NamespaceModes.Time))
        {
            joined.Add(new LinuxNamespace { Type = NamespaceModes.Time });
        }

        var sysctls = SysctlsOf(inputs);
        return new RuntimeSpec
        {
            Domainname = inputs.Host.AppliesDomainname ? inputs.Config.Domainname : null,
            Mounts = MountsOf(inputs, held) is { Count: > 0 } mounts ? mounts : null,
            Linux = new LinuxSpec
            {
                Namespaces = joined.Count > 0 ? joined : null,
                Sysctl = sysctls.Count > 0 ? sysctls : null,
                TimeOffsets = inputs.Config.TimeOffsets is { } offsets ? OffsetsOf(offsets) : null,
            },
        };
    }

    private static Dictionary<string, string> SysctlsOf(SpecInputs inputs)
    {
        var sysctls = new Dictionary<string, string>(inputs.Config.Sysctls ?? new Dictionary<string, string>());
        if (inputs.Config.Domainname is { } domain && !inputs.Host.AppliesDomainname)
        {
            sysctls[DomainParameter] = domain;
        }

        return sysctls;
    }

    private static IReadOnlyList<Mount> MountsOf(SpecInputs inputs, IReadOnlyDictionary<string, string> held) =>
    [
        .. SharedMemoryOf(inputs.Config, held) is { } memory ? [memory] : Array.Empty<Mount>(),
        .. held.ContainsKey(NamespaceModes.Pid) && LooksUpItsOwnNumber(inputs.Host.Runtime) ? [NoHierarchies] : Array.Empty<Mount>(),
    ];

    /// <summary>
    /// To mount the hierarchies of cgroup v1, youki 0.7.0 looks its number in the container's pid namespace up among the host's processes (measured): in a namespace that is joined
    /// there is no such process, or one that has nothing to do with it.
    /// </summary>
    private static bool LooksUpItsOwnNumber(RuntimeIdentity runtime) => runtime is { Flavor: "youki", CgroupMode: not "v2" };

    private static Mount? SharedMemoryOf(ContainerConfig config, IReadOnlyDictionary<string, string> held)
    {
        if (held.TryGetValue(NamespacesProvider.SharedMemoryKey, out var source))
        {
            return new Mount { Destination = SharedMemory, Type = "bind", Source = source, Options = ["rbind", "nosuid", "noexec", "nodev", "rprivate"] };
        }

        return config.ShmSizeBytes is { } size
            ? new Mount { Destination = SharedMemory, Type = "tmpfs", Source = "shm", Options = ["nosuid", "noexec", "nodev", "mode=1777", string.Create(CultureInfo.InvariantCulture, $"size={size}")] }
            : null;
    }

    private static Dictionary<string, LinuxTimeOffset> OffsetsOf(TimeOffsets offsets)
    {
        var clocks = new Dictionary<string, LinuxTimeOffset>();
        Add("monotonic", offsets.Monotonic);
        Add("boottime", offsets.Boottime);
        return clocks;

        void Add(string clock, TimeSpan? offset)
        {
            if (offset is { } time)
            {
                // The nanoseconds are counted upwards, also from a negative number of seconds.
                var seconds = (long)Math.Floor(time.TotalSeconds);
                clocks[clock] = new LinuxTimeOffset { Secs = seconds, Nanosecs = (uint)((time.Ticks - (seconds * TimeSpan.TicksPerSecond)) * 100) };
            }
        }
    }
}
