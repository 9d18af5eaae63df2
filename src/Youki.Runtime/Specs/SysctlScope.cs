namespace Youki.Runtime.Specs;

/// <summary>Which kernel parameters belong to a namespace. Source: runc, libcontainer/configs/validate/validator.go; namespaces(7).</summary>
internal static class SysctlScope
{
    private static readonly HashSet<string> IpcNames =
    [
        "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced",
    ];

    /// <summary>Whether a parameter changes only namespaces that the container has of its own, and shares with nobody.</summary>
    public static bool IsNamespaced(string name, IReadOnlyList<LinuxNamespace>? namespaces)
    {
        // sysctl(8) takes either separator; net.ipv4.conf.eth0/1.forwarding has both.
        var dotted = name.Replace('/', '.');
        if (dotted.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        return dotted.StartsWith("net.", StringComparison.Ordinal) ? Has("network")
            : dotted == "kernel.domainname" ? Has("uts")
            : (dotted.StartsWith("fs.mqueue.", StringComparison.Ordinal) || IpcNames.Contains(dotted)) && Has("ipc");

        bool Has(string type) => namespaces is not null && namespaces.Any(item => item.Type == type && item.Path is null);
    }
}
