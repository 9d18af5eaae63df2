using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>Which extended attributes of an archive a file gets.</summary>
internal static class EntryAttributes
{
    private const string Capability = "security.capability";

    /// <summary>
    /// Those that belong to the file itself. Labels and measurements (security.selinux, security.ima) are the host's; those of overlayfs would forge
    /// whiteouts, redirects and files of other layers.
    /// </summary>
    public static bool IsTaken(ReadOnlySpan<byte> name) =>
        (name.StartsWith("user."u8) || name.StartsWith("trusted."u8) || name.SequenceEqual("security.capability\0"u8)
            || name.SequenceEqual("system.posix_acl_access\0"u8) || name.SequenceEqual("system.posix_acl_default\0"u8))
        && !name.StartsWith("user.overlay."u8) && !name.StartsWith("trusted.overlay."u8);

    /// <summary>Sets them; the owner is set before, since that takes capabilities away.</summary>
    /// <param name="entry">The archive's.</param>
    /// <param name="handle">The file.</param>
    /// <param name="mappings">Which ids of the host own the files of the container it belongs to. Null: its own are the host's.</param>
    /// <returns>Whether there were any.</returns>
    public static bool Apply(TarEntry entry, SafeFileHandle handle, IdMappings? mappings = null)
    {
        var any = false;
        foreach (var (name, given) in entry.Attributes)
        {
            if (!IsTaken(name) || OwnerShift.AttributeToHost(name, given, mappings) is not { } value)
            {
                continue;
            }

            var error = ExtendedAttributes.TrySet(handle, name, value);
            any |= error == 0;
            if (error != 0 && !NodeAttributes.IsBearable(name, error) && !IsUserAttributeOfSpecialFile(entry, name, error))
            {
                throw new NativeException($"set {RawName.ToText(name)}{Advice(name, error)} of", Descriptor.RealPath(handle), error);
            }
        }

        return any;
    }

    // Only regular files and directories have attributes of users: xattr(7).
    private static bool IsUserAttributeOfSpecialFile(TarEntry entry, byte[] name, int error) =>
        error == Errno.EPERM && name.AsSpan().StartsWith("user."u8) && entry.Kind is not (TarKind.Regular or TarKind.Directory);

    private static string Advice(byte[] name, int error) =>
        error == Errno.EOPNOTSUPP && RawName.ToText(name) == Capability ? " (the file system must support extended attributes)" : "";
}
