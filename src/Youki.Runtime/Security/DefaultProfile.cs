using System.Security.Cryptography;
using System.Text;

namespace Youki.Runtime.Security;

/// <summary>
/// The AppArmor profile of containers that ask for none: a second wall behind capabilities, read-only mounts and seccomp. It denies what docker's own profile denies
/// (moby, profiles/apparmor): mounts, writes to files of the kernel, and reaching processes outside of it.
/// </summary>
internal static class DefaultProfile
{
    public const string Name = "youki-default";

    /// <summary>
    /// An empty part of the profile whose name tells which text is loaded: the kernel lists it, so no other process and no file needs to be asked, and a boot forgets it.
    /// </summary>
    public static string Mark { get; } = $"text-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Rules)))[..12]}";

    /// <summary>The part's name as the kernel lists it.</summary>
    public static string MarkName => $"{Name}//{Mark}";

    /// <summary>The text for apparmor_parser. Nothing is included, so that it means the same on every host.</summary>
    public static string Text => $$"""
        # Made by Youki.Runtime, and loaded again when its text changes.
        profile {{Name}} flags=(attach_disconnected, mediate_deleted) {
        {{Rules}}
          profile {{Mark}} {
          }
        }

        """;

    // "deny" goes before every "allow", also before those that a newer version may add above.
    private const string Rules = """
          file,
          capability,
          network,
          unix,
          umount,

          # The runtime and its monitor stop and signal it; among themselves its processes may do as they like.
          signal (receive) peer=unconfined,
          signal (receive) peer=runc,
          signal (receive) peer=crun,
          signal (send, receive) peer=youki-default,
          ptrace (read, readby, trace, tracedby) peer=youki-default,

          deny mount,
          deny pivot_root,

          # Files of /proc that are not of a process: none is written, of these two none is read.
          deny /proc/* wl,
          deny /proc/{acpi,asound,bus,driver,dynamic_debug,fs,irq,pressure,scsi,sys,sysvipc,tty}/** wl,
          deny /proc/{kcore,sysrq-trigger} rwklmx,

          # Of /sys only cgroups are written, where they are mounted so.
          deny /sys/[^f]*/** wkl,
          deny /sys/f[^s]*/** wkl,
          deny /sys/fs/[^c]*/** wkl,
          deny /sys/fs/c[^g]*/** wkl,
          deny /sys/fs/cg[^r]*/** wkl,
          deny /sys/firmware/** rwklmx,
          deny /sys/devices/virtual/powercap/** rwklmx,
          deny /sys/kernel/security/** rwklmx,

        """;
}
