using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks what a container asks for of devices.</summary>
internal static class DeviceChecks
{
    /// <summary>Names of network devices have at most 15 bytes. Source: linux/if.h, IFNAMSIZ.</summary>
    private const int MaxInterfaceName = 15;

    private const int MaxMode = 0x1FF; // 0777

    public static IEnumerable<string> Of(ContainerConfig config) =>
    [
        .. Each(config.Devices, "Devices", RequestErrors),
        .. Each(config.DeviceRules, "DeviceRules", RuleErrors),
        .. Each(config.CdiDevices, "CdiDevices", CdiErrors),
        .. AnnotationErrors(config),
        .. GpuErrors(config.Gpus),
        .. RdmaErrors(config.Rdma),
    ];

    private static IEnumerable<string> Each<T>(IReadOnlyList<T>? items, string member, Func<T, string, IEnumerable<string>> errors) =>
        (items ?? []).SelectMany((item, index) => item is null ? [$"{member}[{index}]: it may not be null."] : errors(item, $"{member}[{index}]"));

    private static IEnumerable<string> RequestErrors(DeviceRequest request, string member)
    {
        if (PathFault(request.Path) is { } fault)
        {
            yield return $"{member}.Path: {fault}.";
        }

        if (request.ContainerPath is { } inside && (PathFault(inside) ?? PlaceFault(inside)) is { } wrong)
        {
            yield return $"{member}.ContainerPath: {wrong}.";
        }

        if (AccessFault(request.Permissions) is { } access)
        {
            yield return $"{member}.Permissions: {access}.";
        }

        if (request.Mode is < 0 or > MaxMode)
        {
            yield return $"{member}.Mode: {request.Mode} has more than the nine permission bits.";
        }
    }

    private static IEnumerable<string> RuleErrors(DeviceRule rule, string member)
    {
        if (rule.Type is null && rule is not { Major: null, Minor: null })
        {
            yield return $"{member}: a rule about both kinds of devices is about all numbers. Give a type.";
        }

        if (rule.Type is null && rule.Access is not null && !"rwm".All(rule.Access.Contains))
        {
            // Version 1 of cgroups takes such a rule for one about everything.
            yield return $"{member}: a rule about both kinds of devices allows everything. Give a type, or all of r, w and m.";
        }

        if (rule.Major < 0 || rule.Minor < 0)
        {
            yield return $"{member}: a device's numbers are not negative. Leave out what may be any.";
        }

        if (rule.Type is { } type && !Enum.IsDefined(type))
        {
            yield return $"{member}.Type: {(int)type} is no type of devices.";
        }

        if (AccessFault(rule.Access) is { } access)
        {
            yield return $"{member}.Access: {access}.";
        }
    }

    private static IEnumerable<string> CdiErrors(string name, string member) => CdiName.IsQualified(name) ? [] : [$"{member}: {Quote(name)} is no full name of a CDI device, such as vendor.example/class=name."];

    private static IEnumerable<string> AnnotationErrors(ContainerConfig config) => config.CdiAnnotations != true ? [] :
        (config.Annotations ?? new Dictionary<string, string>())
            .Where(annotation => annotation.Key.StartsWith(CdiName.AnnotationPrefix, StringComparison.Ordinal))
            .SelectMany(annotation => (annotation.Value ?? "").Split(',', StringSplitOptions.TrimEntries)
                .Where(name => !CdiName.IsQualified(name))
                .Select(name => $"Annotations[{annotation.Key}]: {Quote(name)} is no full name of a CDI device, such as vendor.example/class=name."));

    private static IEnumerable<string> GpuErrors(GpuRequest? gpus)
    {
        if (gpus is { Count: not null, Names: not null })
        {
            yield return "Gpus: give one of Count and Names.";
        }

        if (gpus?.Count is < -1)
        {
            yield return $"Gpus.Count: {gpus.Count} is no number of devices; -1 is all.";
        }

        if (gpus?.Kind is { } kind && !CdiName.IsQualified($"{kind}=0"))
        {
            yield return $"Gpus.Kind: {Quote(kind)} is no class of CDI devices, such as nvidia.com/gpu.";
        }

        foreach (var name in (gpus?.Names ?? []).Where(name => !CdiName.IsQualified($"nvidia.com/gpu={name}")))
        {
            yield return $"Gpus.Names: {Quote(name ?? "")} is no name of a CDI device.";
        }
    }

    private static IEnumerable<string> RdmaErrors(RdmaRequest? rdma)
    {
        foreach (var name in (rdma?.Devices ?? []).Where(name => KeyFault(name) is not null || name.Contains('/') || name is "." or ".."))
        {
            yield return $"Rdma.Devices: {Quote(name ?? "")} is no name of an RDMA device.";
        }

        foreach (var (name, inside) in rdma?.NetworkDevices ?? new Dictionary<string, string?>())
        {
            if (!IsInterface(name) || (inside is not null && !IsInterface(inside)))
            {
                yield return $"Rdma.NetworkDevices: {Quote(name)} or {Quote(inside ?? name)} is no name of a network device.";
            }
        }

        if (rdma?.NetworkDevices?.Select(device => device.Value ?? device.Key).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            yield return $"Rdma.NetworkDevices: two are to be named {Quote(twice.Key)}.";
        }

        if (rdma is { Devices: null or { Count: 0 } } and ({ MaxHandles: not null } or { MaxObjects: not null }))
        {
            yield return "Rdma: limits are those of its devices, and there are none. Give Devices.";
        }
    }

    // Source: Linux, net/core/dev.c, dev_valid_name.
    private static bool IsInterface(string name) =>
        name is { Length: > 0 and <= MaxInterfaceName } and not ("." or "..") && name.All(letter => char.IsAscii(letter) && letter is not ('/' or ':') && !char.IsWhiteSpace(letter) && !char.IsControl(letter));

    private static string? AccessFault(string? access) => access is null || (access.Length > 0 && access.All("rwm".Contains) && access.Distinct().Count() == access.Length)
        ? null
        : $"{Quote(access)} is not one or several of r, w and m";

    private static string? PathFault(string? path) => KeyFault(path) ?? (!ContainerPath.IsAbsolute(path!) || path!.Split('/').Contains("..") || path.TrimEnd('/').Length == 0 ? $"{Quote(path!)} is not an absolute path without '..'" : null);

    private static string? PlaceFault(string path) => ContainerPath.IsInProc(path) || path == "/sys" || path.StartsWith("/sys/", StringComparison.Ordinal) || path.TrimEnd('/') == "/dev"
        ? $"{Quote(path)} is no place for a device"
        : DefaultDevices.Has(path.TrimEnd('/')) ? $"{Quote(path)} is one of the devices that every container has. Choose another name" : null;
}
