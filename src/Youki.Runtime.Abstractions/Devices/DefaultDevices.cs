namespace Youki.Runtime;

/// <summary>What every container has in its <c>/dev</c>. Source: OCI runtime-spec, config-linux.md, "Default Devices" and "Default Filesystems".</summary>
internal static class DefaultDevices
{
    private static readonly string[] Paths =
    [
        "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty", "/dev/console", "/dev/ptmx", "/dev/fd", "/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/core",
    ];

    private static readonly string[] Directories = ["/dev/pts", "/dev/shm", "/dev/mqueue", "/dev/fd"];

    /// <summary>Whether a path in the container is taken, so that no other device can be there.</summary>
    public static bool Has(string path) => Paths.Contains(path) || Directories.Any(directory => path == directory || path.StartsWith($"{directory}/", StringComparison.Ordinal));

    /// <summary>Whether a directory of the host holds no devices for containers, but file systems of their own.</summary>
    public static bool IsLeftOut(string path) => Directories.Contains(path) || path is "/dev/.udev" or "/dev/.lxc" or "/dev/.lxd-mounts";
}
