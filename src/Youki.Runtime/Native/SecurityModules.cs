namespace Youki.Runtime.Native;

/// <summary>Which security modules the kernel has enabled. Source: Documentation/admin-guide/LSM of the kernel; apparmor(7).</summary>
internal static class SecurityModules
{
    private const string AppArmorSwitch = "/sys/module/apparmor/parameters/enabled";
    private const string AppArmorProfiles = "/sys/kernel/security/apparmor/profiles";
    private const string SelinuxFiles = "/sys/fs/selinux/enforce";

    public static bool HasAppArmor => TryRead(AppArmorSwitch)?.StartsWith('Y') == true;

    public static bool HasSelinux => File.Exists(SelinuxFiles);

    /// <summary>The names of the profiles that are loaded. Null: they cannot be read, for securityfs is not mounted or this process may not.</summary>
    public static IReadOnlySet<string>? LoadedProfiles() => TryRead(AppArmorProfiles) is { } text ? ParseProfiles(text) : null;

    /// <summary>Each line is a name and its mode in parentheses.</summary>
    internal static HashSet<string> ParseProfiles(string text)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var end = line.LastIndexOf(" (", StringComparison.Ordinal);
            names.Add(end < 0 ? line : line[..end]);
        }

        return names;
    }

    private static string? TryRead(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
