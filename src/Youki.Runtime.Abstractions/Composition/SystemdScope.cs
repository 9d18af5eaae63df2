namespace Youki.Runtime;

/// <summary>How a container's cgroup is named where systemd makes it: as a scope in a slice. Source: youki's and runc's documentation of cgroupsPath, "slice:prefix:name".</summary>
internal static class SystemdScope
{
    private const string Prefix = "orchestrator";

    /// <summary>The directory's name in the slice.</summary>
    public static string NameOf(ContainerId id) => $"{Prefix}-{id}.scope";

    /// <summary>What the OCI runtime spec says in place of a path.</summary>
    public static string SpecPath(string cgroupPath, ContainerId id) => $"{Path.GetFileName(Path.GetDirectoryName(cgroupPath))}:{Prefix}:{id}";
}
