namespace Youki.Runtime;

/// <summary>Where things lie when nobody says otherwise.</summary>
internal static class DefaultDirectories
{
    public static string State => Environment.IsPrivilegedProcess
        ? "/var/run/orchestrator/youki"
        : Path.Combine(Variable("XDG_RUNTIME_DIR") ?? Path.Combine(Path.GetTempPath(), $"orchestrator-{Environment.UserName}"), "orchestrator/youki");

    public static string Bundles => Data("bundles");

    public static string Images => Data("images");

    public static string IdRanges => Data("id-ranges");

    /// <summary>Where the volumes of a bundle directory's containers lie.</summary>
    public static string VolumesBeside(string bundleDirectory) => Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(bundleDirectory)) ?? "/", "volumes");

    private static string Data(string name) => Environment.IsPrivilegedProcess
        ? $"/var/lib/orchestrator/{name}"
        : Path.Combine(Variable("XDG_DATA_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/share"), "orchestrator", name);

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value && Path.IsPathFullyQualified(value) ? value : null;
}
