namespace Youki.Runtime.Devices.Cdi;

/// <summary>Checks a spec file's content. Source: container-device-interface, SPEC.md.</summary>
internal static class CdiChecks
{
    private static readonly string[] Moments = ["prestart", "createRuntime", "createContainer", "startContainer", "poststart", "poststop"];

    /// <summary>The first thing that is wrong; null: nothing.</summary>
    public static string? Fault(CdiDocument document)
    {
        if (!CdiName.IsKind(document.Kind))
        {
            return $"its kind '{document.Kind}' is not of the form vendor/class";
        }

        if (document.Devices is not { Count: > 0 } devices)
        {
            return "it has no devices";
        }

        if (devices.GroupBy(device => device.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return $"it has the device '{twice.Key}' twice";
        }

        return CdiVersions.Fault(document)
            ?? devices.Select(DeviceFault).FirstOrDefault(fault => fault is not null)
            ?? (document.ContainerEdits is { } edits ? EditsFault(edits) : null);
    }

    private static string? DeviceFault(CdiEntry device)
    {
        if (!CdiName.IsDevice(device.Name))
        {
            return $"'{device.Name}' is no name of a device";
        }

        return (device.ContainerEdits is not { IsEmpty: false } edits ? "it has no containerEdits" : EditsFault(edits)) is { } fault ? $"device '{device.Name}': {fault}" : null;
    }

    private static string? EditsFault(CdiEdits edits) =>
        new[] { (edits.Env ?? []).Select(EnvFault), (edits.DeviceNodes ?? []).Select(NodeFault), (edits.Mounts ?? []).Select(MountFault), (edits.Hooks ?? []).Select(HookFault), (edits.NetDevices ?? []).Select(NetworkFault) }
            .SelectMany(faults => faults).FirstOrDefault(fault => fault is not null);

    private static string? EnvFault(string entry) => entry.IndexOf('=', StringComparison.Ordinal) > 0 && !entry.Contains('\0') ? null : $"'{entry}' is not of the form NAME=value";

    private static string? NodeFault(CdiNode node) => node switch
    {
        _ when !IsPath(node.Path) => $"the device node's path '{node.Path}' is not absolute",
        { HostPath: { Length: > 0 } path } when !IsPath(path) => $"the device node's hostPath '{path}' is not absolute",
        { Type: not (null or "" or "b" or "c" or "u") } => $"a device node's type is b or c, and not '{node.Type}'",
        { Permissions: { } permissions } when permissions.Any(letter => !"rwm".Contains(letter)) => $"a device node's permissions are of r, w and m, and not '{permissions}'",
        _ => null,
    };

    private static string? MountFault(CdiMount mount) => IsPath(mount.ContainerPath) && mount.HostPath is { Length: > 0 } && !mount.HostPath.Contains('\0') ? null : $"the mount of '{mount.HostPath}' at '{mount.ContainerPath}' lacks an absolute path";

    private static string? HookFault(CdiHook hook) => hook switch
    {
        _ when !Moments.Contains(hook.HookName) => $"there is no hook '{hook.HookName}': {string.Join(", ", Moments)} are",
        _ when !IsPath(hook.Path) => $"the path '{hook.Path}' of a hook is not absolute",
        { Timeout: < 1 } => "a hook's timeout is at least one second",
        _ => (hook.Env ?? []).Select(EnvFault).FirstOrDefault(fault => fault is not null),
    };

    private static string? NetworkFault(CdiNetworkDevice device) => device is { HostInterfaceName.Length: > 0, Name.Length: > 0 } ? null : "a network device needs hostInterfaceName and name";

    private static bool IsPath(string? path) => path is { Length: > 1 } && ContainerPath.IsAbsolute(path) && !path.Contains('\0') && !path.Split('/').Contains("..");
}
