using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Finds and makes directories inside a root whose content is hostile: links lead to where they would inside of it, never out.</summary>
internal static class RootedDirectory
{
    private const int Permissions = 0x1ED; // 0755
    private const int FilePermissions = 0x1A4; // 0644
    private const int MaxLinks = 40; // As many as the kernel follows.
    private const ResolveFlags Inside = ResolveFlags.InRoot | ResolveFlags.NoMagicLinks;

    /// <summary>Opens a directory, and makes it and those above it where they are missing, also where links lead to nothing yet.</summary>
    /// <param name="root">The root; an O_PATH descriptor will do.</param>
    /// <param name="path">The path inside the root.</param>
    /// <param name="mappings">What is made belongs to root of a container that has these. Null: to this process's user.</param>
    /// <returns>The directory, which cannot be read as it is.</returns>
    /// <exception cref="NativeException">Something that is no directory is in the way.</exception>
    public static SafeFileHandle Ensure(SafeFileHandle root, string path, IdMappings? mappings = null) => Ensure(root, path, mappings, links: 0);

    /// <summary>As <see cref="Ensure(SafeFileHandle, string, IdMappings?)"/>, for anything but a directory: where nothing is there, an empty file is made.</summary>
    /// <returns>What is there; a directory too.</returns>
    public static SafeFileHandle EnsureFile(SafeFileHandle root, string path, IdMappings? mappings = null)
    {
        for (var links = 0; ; links++)
        {
            var entry = Descriptor.TryOpenAt(root, RawName.From(path), OpenFlags.PathOnly, Inside, out var error);
            if (entry is not null)
            {
                return entry;
            }

            var name = RawName.From(Path.GetFileName(path));
            if (error != Errno.ENOENT || links == MaxLinks)
            {
                throw new NativeException("open", path, error);
            }

            using var above = Ensure(root, Path.GetDirectoryName(path) ?? "/", mappings, links);
            var made = Entries.TryMakeNode(above, name, FileKind.Regular, FilePermissions, device: 0);
            if (made == Errno.EEXIST)
            {
                // A link that leads to nothing yet.
                path = TargetOf(above, name, PathIn(root, above).TrimEnd('/') + "/");
            }
            else if (made != 0)
            {
                throw new NativeException("make file", path, made);
            }
            else
            {
                using var file = Descriptor.OpenAt(above, name, OpenFlags.PathOnly | OpenFlags.NoFollow, ResolveFlags.NoLinks);
                MappedRoot.Own(file, mappings);
            }
        }
    }

    /// <summary>The path inside the root of a directory that is in it.</summary>
    public static string PathIn(SafeFileHandle root, SafeFileHandle directory)
    {
        var (rootPath, path) = (Descriptor.RealPath(root).TrimEnd('/'), Descriptor.RealPath(directory));
        return path == rootPath ? "/"
            : path.StartsWith($"{rootPath}/", StringComparison.Ordinal) ? path[rootPath.Length..]
            : throw new NativeException($"find inside {rootPath}", path, Errno.ESTALE);
    }

    private static SafeFileHandle Ensure(SafeFileHandle root, string path, IdMappings? mappings, int links)
    {
        var above = "/";
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            EnsureEntry(root, above, name, mappings, links);
            above = $"{above}{name}/";
        }

        return Open(root, above);
    }

    private static void EnsureEntry(SafeFileHandle root, string above, string name, IdMappings? mappings, int links)
    {
        using var directory = Open(root, above);
        var raw = RawName.From(name);
        var made = Entries.TryMakeDirectory(directory, raw, Permissions);
        if (made is not (0 or Errno.EEXIST))
        {
            throw new NativeException("make directory", name, made);
        }

        using var entry = Descriptor.TryOpenAt(root, RawName.From(above + name), OpenFlags.PathOnly | OpenFlags.Directory, Inside, out var error);
        if (entry is null)
        {
            if (error != Errno.ENOENT || links == MaxLinks)
            {
                throw new NativeException("open directory", above + name, error);
            }

            using var target = Ensure(root, TargetOf(directory, raw, above), mappings, links + 1);
        }
        else if (made == 0)
        {
            MappedRoot.Own(entry, mappings);

            // Free of this process's umask.
            FileMetadata.SetPermissions(entry, Permissions);
        }
    }

    private static string TargetOf(SafeFileHandle directory, byte[] name, string above)
    {
        var target = Entries.ReadSymbolicLink(directory, name).AsSpan()[..^1];
        var text = Encoding.UTF8.GetString(target);
        return !Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(target) ? throw new NativeException("follow the link", RawName.ToText(name), Errno.EINVAL)
            : text.StartsWith('/') ? text : above + text;
    }

    private static SafeFileHandle Open(SafeFileHandle root, string path) => Descriptor.OpenAt(root, RawName.From(path), OpenFlags.PathOnly | OpenFlags.Directory, Inside);
}
