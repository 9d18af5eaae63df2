namespace Youki.Runtime.Native;

/// <summary>Tells one boot of the host from another. Source: proc(5), /proc/sys/kernel/random/boot_id.</summary>
internal static class BootId
{
    public static string Current { get; } = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
}
