using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Deletes and copies whole trees whose content is hostile: deep, oddly named, full of links.</summary>
internal static class FileTree
{
    /// <summary>Deletes a file or tree by its path. What is already gone is no error; a mount in it is one, and nothing behind it is touched.</summary>
    public static void Delete(string path, CancellationToken cancellationToken = default)
    {
        var full = Path.TrimEndingDirectorySeparator(path);
        var parentPath = Path.GetDirectoryName(full) ?? throw new ArgumentException("The root of the host cannot be deleted.", nameof(path));
        using var parent = Descriptor.TryOpenDirectory(parentPath, out var error);
        if (parent is not null)
        {
            Delete(parent, RawName.From(Path.GetFileName(full)), parentPath, cancellationToken);
        }
        else if (error != Errno.ENOENT)
        {
            throw new NativeException("open directory", parentPath, error);
        }
    }

    /// <summary>Deletes a name in a directory, as above.</summary>
    /// <param name="parent">The directory; an O_PATH descriptor will do.</param>
    /// <param name="name">The name, ended by NUL.</param>
    /// <param name="parentPath">The directory's path, for messages.</param>
    /// <param name="cancellationToken">Breaks it off; what is left can be deleted later.</param>
    public static void Delete(SafeFileHandle parent, byte[] name, string parentPath, CancellationToken cancellationToken = default)
    {
        if (name.AsSpan() is [0] or [(byte)'.', 0] or [(byte)'.', (byte)'.', 0])
        {
            throw new ArgumentException("Names a directory itself, not a name in it.", nameof(name));
        }

        using var deletion = new TreeDeletion(parent, parentPath, cancellationToken);
        deletion.Run(name);
    }

    /// <summary>
    /// Copies the content and the attributes of a directory to an empty one: data, links verbatim, hard links, device nodes and FIFOs, modes, owners,
    /// times, extended attributes. Sockets are left out, and what is mounted in it is not part of it. Without privileges, what only root may set is left out.
    /// </summary>
    public static void Copy(SafeFileHandle source, SafeFileHandle target, CancellationToken cancellationToken = default) => Copy(source, target, null, cancellationToken);

    /// <summary>As above, for a container.</summary>
    /// <param name="source">The original.</param>
    /// <param name="target">The copy.</param>
    /// <param name="mappings">Owners are ids of a container that has these, and become the host's for them. Null: owners stay.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public static void Copy(SafeFileHandle source, SafeFileHandle target, IdMappings? mappings, CancellationToken cancellationToken)
    {
        using var copy = new TreeCopy(Descriptor.RealPath(source), Descriptor.RealPath(target), mappings, cancellationToken);
        copy.Run(source, target);
    }
}
