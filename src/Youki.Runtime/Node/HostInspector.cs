using System.Reflection;
using Microsoft.Extensions.Options;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Execution;
using Youki.Runtime.Native;

namespace Youki.Runtime.Node;

/// <summary>Looks at what this host can do for containers, and says how to mend what is missing.</summary>
internal sealed class HostInspector(IOptions<YoukiRuntimeOptions> options, RuntimeResolver runtimes, MonitorResolver monitors, HostProbe host, CgroupTree cgroups, MonitorCgroup monitorCgroup,
    MonitorCensus census, Func<CdiInventory> devices)
{
    public async Task<HostReport> InspectAsync(CancellationToken cancellationToken)
    {
        var abilities = new List<HostAbility>();
        var runtime = await RuntimeAsync(abilities, cancellationToken).ConfigureAwait(false);
        var monitor = await MonitorAsync(abilities, cancellationToken).ConfigureAwait(false);
        abilities.Add(Privileges());
        abilities.Add(Cgroups());
        abilities.Add(MonitorsCgroup());
        abilities.Add(Overlay());
        abilities.Add(OpenFiles(runtime));
        abilities.Add(AppArmor());
        abilities.Add(Selinux());
        if (runtime is not null)
        {
            abilities.Add(DeviceRules(runtime));
        }

        var cdi = devices();
        if (cdi is not { Devices.Count: 0, Problems.Count: 0 })
        {
            abilities.Add(Cdi(cdi));
        }

        return new HostReport
        {
            LibraryVersion = typeof(HostInspector).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown",
            KernelVersion = (await File.ReadAllTextAsync("/proc/sys/kernel/osrelease", cancellationToken).ConfigureAwait(false)).Trim(),
            CgroupMode = cgroups.ModeName,
            Runtime = runtime,
            MonitorVersion = monitor,
            Monitors = census.Take(),
            Cdi = cdi,
            Abilities = abilities,
        };
    }

    private async Task<RuntimeIdentity?> RuntimeAsync(List<HostAbility> abilities, CancellationToken cancellationToken)
    {
        try
        {
            var runtime = await runtimes.ResolveAsync(cancellationToken).ConfigureAwait(false);
            abilities.Add(new() { Name = "runtime", Available = true, Detail = $"{runtime.Flavor} {runtime.Version} at {runtime.Path}" });
            return runtime;
        }
        catch (YoukiException exception)
        {
            abilities.Add(new()
            {
                Name = "runtime",
                Available = false,
                Detail = exception.Message,
                Fix = $"Install youki 0.7.0 or later, or set {nameof(YoukiRuntimeOptions.Runtime)} to runc.",
            });
            return null;
        }
    }

    private async Task<string?> MonitorAsync(List<HostAbility> abilities, CancellationToken cancellationToken)
    {
        string? version = null;
        string detail;
        try
        {
            version = await monitors.VersionAsync(cancellationToken).ConfigureAwait(false);
            detail = version ?? $"'{options.Value.Monitor}' is not on PATH: containers run without a monitor, and their exit codes are not known.";
        }
        catch (YoukiException exception)
        {
            detail = exception.Message;
        }

        abilities.Add(new() { Name = "monitor", Available = version is not null, Detail = detail, Fix = version is null ? "Install the package conmon." : null });
        return version;
    }

    private static HostAbility Privileges() => CurrentUser.Id == 0
        ? new() { Name = "root", Available = true, Detail = "This process runs as root." }
        : new() { Name = "root", Available = false, Detail = $"This process runs as user {CurrentUser.Id}.", Fix = "Run it as root: containers of ordinary users come with a later version." };

    private HostAbility Cgroups() => cgroups.Mode switch
    {
        CgroupMode.None => new() { Name = "cgroups", Available = false, Detail = $"No cgroups are mounted at {CgroupTree.MountPoint}.", Fix = $"Mount them: mount -t cgroup2 cgroup2 {CgroupTree.MountPoint}" },
        _ => new() { Name = "cgroups", Available = true, Detail = $"Cgroups are mounted as {cgroups.ModeName}." },
    };

    private HostAbility MonitorsCgroup() => monitorCgroup.WhyNot() is { } reason
        ? new()
        {
            Name = "monitor-cgroup",
            Available = false,
            Detail = $"Monitors stay in the cgroup of this process, and may be ended with it. {reason}",
            Fix = "Run the service of this process with KillMode=process and Delegate=yes.",
        }
        : new() { Name = "monitor-cgroup", Available = true, Detail = "Monitors have a cgroup of their own: a restart of this process's service ends none of them." };

    private static HostAbility Overlay() => File.ReadLines("/proc/filesystems").Any(line => line.EndsWith("\toverlay", StringComparison.Ordinal))
        ? new() { Name = "overlay", Available = true, Detail = "The kernel has the overlay file system." }
        : new() { Name = "overlay", Available = false, Detail = "The kernel has no overlay file system loaded: each container gets a full copy of its image.", Fix = "Load it: modprobe overlay" };

    private HostAbility OpenFiles(RuntimeIdentity? runtime)
    {
        const ulong Wanted = 1024 * 1024;
        var limit = runtime is null ? (ulong?)null : host.FactsFor(runtime).OpenFilesHardLimit;
        return limit is null or >= Wanted
            ? new() { Name = "open-files", Available = true, Detail = $"Containers may open {Wanted} files." }
            : new() { Name = "open-files", Available = false, Detail = $"Containers may open {limit} files: the hard limit of this process.", Fix = $"Raise it before this process starts, with 'ulimit -Hn {Wanted}' or LimitNOFILE={Wanted} of its service." };
    }

    private static HostAbility AppArmor()
    {
        const string Name = "apparmor";
        return !SecurityModules.HasAppArmor
                ? new() { Name = Name, Available = false, Detail = "The kernel has no AppArmor enabled: containers have no profile." }
            : SecurityModules.LoadedProfiles() is null
                ? new() { Name = Name, Available = false, Detail = "The kernel has AppArmor, but its list of profiles cannot be read: containers have no profile.", Fix = "Mount it: mount -t securityfs securityfs /sys/kernel/security" }
            : ProgramFinder.Find("apparmor_parser") is null
                ? new() { Name = Name, Available = false, Detail = "The kernel has AppArmor, but there is no apparmor_parser on PATH: containers have no profile, unless they name one.", Fix = "Install the package apparmor." }
                : new() { Name = Name, Available = true, Detail = "Containers have the profile youki-default, unless they name another one." };
    }

    private static HostAbility Selinux() => SecurityModules.HasSelinux
        ? new() { Name = "selinux", Available = true, Detail = "The kernel has SELinux enabled: containers have labels where they ask for them, with runc and crun." }
        : new() { Name = "selinux", Available = false, Detail = "The kernel has no SELinux enabled: labels are refused." };

    private HostAbility DeviceRules(RuntimeIdentity runtime) => host.FactsFor(runtime) switch
    {
        { LibraryEnforcesDeviceRules: true } => new()
        {
            Name = "device-rules",
            Available = true,
            Detail = $"{runtime.Flavor} does not enforce device rules on cgroup v2: this library does, with a program in the kernel.",
        },
        { EnforcesDeviceRules: true } => new() { Name = "device-rules", Available = true, Detail = $"{runtime.Flavor} enforces device rules here." },
        _ => new()
        {
            Name = "device-rules",
            Available = false,
            Detail = $"{runtime.Flavor} does not enforce device rules on cgroup v2, and this process may not load a program that would: CAP_MKNOD is taken from every container, and devices are refused.",
            Fix = $"Run this process as root with CAP_BPF and CAP_NET_ADMIN, or set {nameof(YoukiRuntimeOptions.Runtime)} to runc.",
        },
    };

    private static HostAbility Cdi(CdiInventory cdi)
    {
        string[] problems =
        [
            .. cdi.Problems.Select(problem => $"'{problem.Key}' is not used: {problem.Value}."),
            .. cdi.Devices.Where(device => device.Files.Count > 1).Select(device => $"{device.Name} is in {string.Join(" and ", device.Files)}: remove it from all but one of them."),
        ];
        return new() { Name = "cdi", Available = problems.Length == 0, Detail = $"CDI offers {cdi.Devices.Count} devices.", Fix = problems.Length == 0 ? null : string.Join(' ', problems) };
    }
}
