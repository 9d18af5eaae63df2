namespace Youki.Runtime.Rootless;

/// <summary>Whether ordinary users may make user namespaces on this host. Source: the kernel's admin-guide/sysctl/user, and what distributions have added.</summary>
internal static class UserNamespaceSwitches
{
    /// <summary>What may forbid them, for messages.</summary>
    public const string Names = "user.max_user_namespaces, kernel.unprivileged_userns_clone and kernel.apparmor_restrict_unprivileged_userns in sysctl(8)";

    private static readonly (string File, string Name, Func<string, bool> Forbids, string Allow)[] Settings =
    [
        ("/proc/sys/user/max_user_namespaces", "user.max_user_namespaces", value => value == "0", "15000"),
        ("/proc/sys/kernel/unprivileged_userns_clone", "kernel.unprivileged_userns_clone", value => value == "0", "1"),
        ("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "kernel.apparmor_restrict_unprivileged_userns", value => value == "1", "0"),
    ];

    /// <summary>What forbids them, as a sentence with advice; null where nothing is known to.</summary>
    public static string? WhyNot()
    {
        if (!File.Exists("/proc/self/ns/user"))
        {
            return "This kernel has no user namespaces.";
        }

        foreach (var (file, name, forbids, allow) in Settings)
        {
            if (Read(file) is { } value && forbids(value))
            {
                return $"Ordinary users may make no user namespaces here: {name} is {value}. Have root run: sysctl -w {name}={allow}";
            }
        }

        return null;
    }

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
