using Youki.Runtime.Specs;

namespace Youki.Runtime.Devices.Cdi;

/// <summary>Adds what a CDI spec changes of a container to what its devices bring.</summary>
internal static class CdiMerge
{
    private const string AllPermissions = "rwm";
    private const int HookSeconds = 60;

    /// <summary>Hooks see nothing of the container's environment (CVE-2025-23266) nor of this process's.</summary>
    private static readonly string[] HookEnvironment = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"];

    /// <exception cref="DeviceException">Something of the host is not there, or contradicts what another device brings.</exception>
    public static void Apply(DeviceSetBuilder builder, CdiEdits edits, string owner)
    {
        foreach (var entry in edits.Env ?? [])
        {
            builder.AddEnv(entry, owner);
        }

        foreach (var node in edits.DeviceNodes ?? [])
        {
            builder.Add(NodeOf(node), owner);
        }

        foreach (var mount in edits.Mounts ?? [])
        {
            builder.Add(MountOf(mount, owner), owner);
        }

        foreach (var hook in edits.Hooks ?? [])
        {
            builder.AddHook(hook.HookName!, new Hook { Path = hook.Path, Args = hook.Args, Env = hook.Env is { Count: > 0 } env ? env : HookEnvironment, Timeout = hook.Timeout ?? HookSeconds });
        }

        foreach (var device in edits.NetDevices ?? [])
        {
            builder.AddNetworkDevice(device.HostInterfaceName!, device.Name!, owner);
        }

        // Root's group would be a gift that nobody means.
        foreach (var gid in (edits.AdditionalGids ?? []).Where(gid => gid != 0))
        {
            builder.AddGroup(gid);
        }

        if (edits.IntelRdt is { } rdt)
        {
            builder.Add(rdt.ToSpec(), owner);
        }
    }

    /// <summary>What the spec does not say of a device, the host's own node does.</summary>
    private static DeviceNode NodeOf(CdiNode node)
    {
        var hostPath = node.HostPath is { Length: > 0 } given ? given : node.Path!;
        var type = node.Type switch { null or "" => null, "u" => "c", var known => known };
        var found = type is null || node.Major is null || node.Minor is null || File.Exists(hostPath) ? HostDevices.FindOne(hostPath, node.Path!) : null;
        if (found is not null && ((type ?? found.Type) != found.Type || (node.Major ?? found.Major) != found.Major || (node.Minor ?? found.Minor) != found.Minor))
        {
            throw new DeviceException(
                hostPath, DeviceFailure.Conflict, $"'{hostPath}' is the device {found.Type} {found.Major}:{found.Minor} on this host, and its CDI spec says {type} {node.Major}:{node.Minor}. Make the spec anew.");
        }

        return new DeviceNode
        {
            HostPath = found?.HostPath,
            Path = node.Path!,
            Type = type ?? found!.Type,
            Major = node.Major ?? found!.Major,
            Minor = node.Minor ?? found!.Minor,
            Permissions = node.Permissions is { Length: > 0 } permissions ? permissions : AllPermissions,
            Mode = node.FileMode is { } mode ? mode & 0xFFF : found?.Mode,
            Uid = node.Uid,
            Gid = node.Gid,
            IsChanged = node is not { FileMode: null, Uid: null, Gid: null },
        };
    }

    private static Mount MountOf(CdiMount mount, string owner)
    {
        IReadOnlyList<string> options = mount.Options ?? [];
        var isBind = options.Any(option => option is "bind" or "rbind") || mount.Type is null or "" or "bind";
        if (isBind && !File.Exists(mount.HostPath) && !Directory.Exists(mount.HostPath))
        {
            throw new DeviceException(mount.HostPath!, DeviceFailure.NotFound, $"'{mount.HostPath}', which {owner} mounts, is not on this host.");
        }

        return new Mount
        {
            Destination = mount.ContainerPath,
            Source = mount.HostPath,
            Type = isBind ? "bind" : mount.Type,
            Options = isBind && !options.Any(option => option is "bind" or "rbind") ? [.. options, "rbind"] : options,
        };
    }
}
