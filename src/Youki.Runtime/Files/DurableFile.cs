using Youki.Runtime.Native;

namespace Youki.Runtime.Files;

/// <summary>Files that are on disk, with their names, once a call is over: a power cut leaves the old one or the new one, whole.</summary>
internal static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file of mode 0600 through a temporary one.</summary>
    /// <param name="temporary">Its name until it is whole: a path of the same file system that nobody else uses.</param>
    /// <param name="path">Its name then.</param>
    /// <param name="content">What it holds.</param>
    public static void Write(string temporary, string path, ReadOnlySpan<byte> content)
    {
        using (var file = File.OpenHandle(
            temporary, FileMode.Create, FileAccess.Write, FileShare.Read, FileOptions.None, preallocationSize: 0))
        {
            File.SetUnixFileMode(file, OwnerOnly);
            RandomAccess.Write(file, content, 0);
            RandomAccess.FlushToDisk(file);
        }

        Rename(temporary, path);
    }

    /// <summary>Moves a file or directory whose content is on disk, in place of a file that may be there.</summary>
    public static void Rename(string from, string to)
    {
        RenameUnflushed(from, to);
        FlushDirectory(Path.GetDirectoryName(to)!);
    }

    /// <summary>As <see cref="Rename"/>, where it does no harm that a power cut undoes it.</summary>
    public static void RenameUnflushed(string from, string to)
    {
        // Directory.Move and File.Move look first and move then; rename(2) does it in one step.
        using var source = Descriptor.OpenDirectory(Path.GetDirectoryName(from)!);
        using var target = Descriptor.OpenDirectory(Path.GetDirectoryName(to)!);
        var error = Entries.TryRename(source, RawName.From(Path.GetFileName(from)), target, RawName.From(Path.GetFileName(to)));
        if (error != 0)
        {
            throw new NativeException($"rename to '{to}'", from, error);
        }
    }

    /// <summary>Waits until the names in a directory are on disk.</summary>
    public static void FlushDirectory(string path)
    {
        using var directory = Descriptor.OpenFile(path, OpenFlags.ReadOnly | OpenFlags.Directory);
        RandomAccess.FlushToDisk(directory);
    }
}
