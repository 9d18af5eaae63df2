namespace Youki.Runtime;

/// <summary>Targets of mounts, judged by their text alone.</summary>
internal static class MountTarget
{
    /// <summary>What every container has in <c>/dev</c>. Source: OCI runtime-spec, config-linux.md, "Default Devices".</summary>
    private static readonly string[] Devices =
        ["pts", "mqueue", "console", "null", "zero", "full", "random", "urandom", "tty", "ptmx", "fd", "stdin", "stdout", "stderr", "core"];

    /// <summary>The path without doubled, trailing and single-dot parts.</summary>
    public static string Normalize(string target) => $"/{string.Join('/', Names(target))}";

    /// <summary>How many names it has.</summary>
    public static int Depth(string target) => Names(target).Count();

    /// <summary>Whether a path lies below another; both normalized.</summary>
    public static bool IsBelow(string path, string above) => path.StartsWith(above.TrimEnd('/') + '/', StringComparison.Ordinal);

    /// <summary>Why nothing may be mounted at a normalized path; null: it may.</summary>
    public static string? Refusal(string path) => path switch
    {
        "/" => "it is the root file system",
        "/dev" => "the runtime makes it for every container",
        _ when Is(path, "/proc") || Is(path, "/sys") => "files of the kernel's are there, and what covers them hides what protects the host",
        _ when Devices.Any(device => Is(path, $"/dev/{device}")) => "every container has its own there",
        _ => null,
    };

    /// <summary>The normalized targets of a configuration's mounts.</summary>
    public static IReadOnlySet<string> Of(ContainerConfig config) => (config.Mounts ?? []).Select(mount => Normalize(mount.Target)).ToHashSet(StringComparer.Ordinal);

    private static bool Is(string path, string root) => path == root || IsBelow(path, root);

    private static IEnumerable<string> Names(string target) => target.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".");
}
