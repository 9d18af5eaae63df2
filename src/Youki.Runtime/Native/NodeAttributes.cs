using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Gives a copied file the attributes of its original, in the order in which none undoes another: owner, mode, extended attributes, times.</summary>
internal static class NodeAttributes
{
    /// <param name="source">The original, for its extended attributes. Null: they are left out.</param>
    /// <param name="status">The original's status.</param>
    /// <param name="target">The copy.</param>
    /// <param name="mappings">Whose files the copy's are: those of a container with these ids. Null: the same users'.</param>
    public static void Copy(SafeFileHandle? source, FileStatus status, SafeFileHandle target, IdMappings? mappings = null)
    {
        CopyOwnerAndMode(status.ToHost(mappings), target);
        if (source is not null)
        {
            CopyExtended(source, target, mappings);
        }

        FileMetadata.SetModified(target, status.Modified);
    }

    /// <summary>Only owner and mode; without privileges the owner stays who made the copy.</summary>
    public static void CopyOwnerAndMode(FileStatus status, SafeFileHandle target)
    {
        var error = FileMetadata.TrySetOwner(target, status.Uid, status.Gid);
        if (error != 0 && (error != Errno.EPERM || Environment.IsPrivilegedProcess))
        {
            throw new NativeException("set the owner of", Descriptor.RealPath(target), error);
        }

        if (status.Kind != FileKind.SymbolicLink)
        {
            FileMetadata.SetPermissions(target, status.Permissions);
        }
    }

    private static void CopyExtended(SafeFileHandle source, SafeFileHandle target, IdMappings? mappings)
    {
        foreach (var name in ExtendedAttributes.List(source))
        {
            // What overlayfs noted for itself would mislead the next overlay above the copy.
            if (name.AsSpan().StartsWith("trusted.overlay."u8) || ExtendedAttributes.Get(source, name) is not { } original
                || OwnerShift.AttributeToHost(name, original, mappings) is not { } value)
            {
                continue;
            }

            var error = ExtendedAttributes.TrySet(target, name, value);
            if (error != 0 && !IsBearable(name, error))
            {
                throw new NativeException($"set {RawName.ToText(name)} of", Descriptor.RealPath(target), error);
            }
        }
    }

    /// <summary>
    /// Whether an extended attribute that could not be set can be left out. A file system without user attributes can hold an image all the same. Lost file
    /// capabilities would show only when a program fails for want of them.
    /// </summary>
    public static bool IsBearable(byte[] name, int error) => error switch
    {
        Errno.EOPNOTSUPP => !name.AsSpan().SequenceEqual("security.capability\0"u8),
        Errno.EPERM => !Environment.IsPrivilegedProcess,
        _ => false,
    };
}
