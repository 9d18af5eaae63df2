namespace Youki.Runtime.Devices.Cdi;

/// <summary>The versions of the specification, and what is in none before which. Source: container-device-interface, SPEC.md, "Released versions".</summary>
internal static class CdiVersions
{
    private static readonly Version[] Known = [.. new[] { "0.3.0", "0.4.0", "0.5.0", "0.6.0", "0.7.0", "0.8.0", "1.0.0", "1.1.0" }.Select(Version.Parse)];

    /// <summary>What is wrong with a document's version; null: nothing.</summary>
    public static string? Fault(CdiDocument document)
    {
        if (!Version.TryParse(document.CdiVersion, out var version) || !Known.Contains(version))
        {
            return $"its cdiVersion '{document.CdiVersion}' is none of {string.Join(", ", Known.AsEnumerable())}";
        }

        var needed = Needed(document);
        return version < needed ? $"it says cdiVersion {version} and uses what came with {needed}" : null;
    }

    private static Version Needed(CdiDocument document)
    {
        CdiEdits[] edits = [.. (document.Devices ?? []).Select(device => device.ContainerEdits).Append(document.ContainerEdits).OfType<CdiEdits>()];
        return Array.Exists(edits, NeedsNewest) ? Known[7]
            : Array.Exists(edits, edit => edit.IntelRdt is not null || edit.AdditionalGids is { Count: > 0 }) ? Known[4]
            : document.Annotations is { Count: > 0 } || (document.Devices ?? []).Any(device => device.Annotations is { Count: > 0 }) || ClassOf(document).Contains('.') ? Known[3]
            : (document.Devices ?? []).Any(device => device.Name is [>= '0' and <= '9', ..]) || Array.Exists(edits, edit => (edit.DeviceNodes ?? []).Any(node => node.HostPath is { Length: > 0 })) ? Known[2]
            : Array.Exists(edits, edit => (edit.Mounts ?? []).Any(mount => mount.Type is { Length: > 0 })) ? Known[1]
            : Known[0];
    }

    private static bool NeedsNewest(CdiEdits edits) => edits.NetDevices is { Count: > 0 } || edits.IntelRdt is { Schemata: not null } or { EnableMonitoring: not null };

    private static string ClassOf(CdiDocument document) => document.Kind?.Split('/', 2) is [_, var name] ? name : "";
}
