using System.Text;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Images.Layers;

/// <summary>A tree as lines of text, one a file, sorted: what a test expects is read at a glance.</summary>
/// <example><c>d 755 etc</c>, <c>f 644 etc/passwd text</c>, <c>l link -> etc</c>, <c>w gone</c> (whiteout), <c>d 755 etc opaque</c>, <c>f 644 other = etc/passwd</c> (hard link)</example>
internal static class TreeText
{
    public static IReadOnlyList<string> Of(string path)
    {
        using var root = Descriptor.OpenDirectory(path);
        var lines = new List<string>();
        Add(root, "", lines, []);
        return lines;
    }

    private static void Add(SafeFileHandle directory, string prefix, List<string> lines, Dictionary<ulong, string> seen)
    {
        using var readable = Descriptor.OpenAt(directory, ".\0"u8, OpenFlags.ReadOnly | OpenFlags.Directory, ResolveFlags.NoLinks);
        foreach (var name in DirectoryReader.ReadAll(readable).Select(entry => entry.Name).OrderBy(name => Encoding.Latin1.GetString(name), StringComparer.Ordinal))
        {
            var path = prefix + RawName.ToText(name);
            using var node = Descriptor.OpenAt(directory, name, OpenFlags.PathOnly | OpenFlags.NoFollow, ResolveFlags.NoMagicLinks);
            var status = FileMetadata.Of(node);
            lines.Add(Line(node, status, directory, name, path, seen));
            if (status.Kind == FileKind.Directory)
            {
                Add(node, path + "/", lines, seen);
            }
        }
    }

    private static string Line(SafeFileHandle node, FileStatus status, SafeFileHandle directory, byte[] name, string path, Dictionary<ulong, string> seen)
    {
        var mode = Convert.ToString(status.Permissions, 8);
        if (status.Links > 1 && status.Kind != FileKind.Directory && !seen.TryAdd(status.Inode, path))
        {
            return $"h {path} = {seen[status.Inode]}";
        }

        return status.Kind switch
        {
            FileKind.Directory => $"d {mode} {path}{(IsOpaque(node) ? " opaque" : "")}",
            FileKind.SymbolicLink => $"l {path} -> {RawName.ToText(Entries.ReadSymbolicLink(directory, name))}",
            FileKind.CharacterDevice when status.SpecialDevice == 0 => $"w {path}",
            FileKind.CharacterDevice => $"c {mode} {path} {status.SpecialDevice >> 8}:{status.SpecialDevice & 0xFF}",
            FileKind.BlockDevice => $"b {mode} {path} {status.SpecialDevice >> 8}:{status.SpecialDevice & 0xFF}",
            FileKind.Fifo => $"p {mode} {path}",
            _ => $"f {mode} {path} {Content(node, status)}".TrimEnd(),
        };
    }

    private static bool IsOpaque(SafeFileHandle node) =>
        ExtendedAttributes.Get(node, "trusted.overlay.opaque\0"u8.ToArray()) is not null || ExtendedAttributes.Get(node, "user.overlay.opaque\0"u8.ToArray()) is not null;

    private static string Content(SafeFileHandle node, FileStatus status) =>
        status.Size > 64 ? $"({status.Size} bytes)" : File.ReadAllText(Descriptor.ProcPath(node)).Replace("\n", "\\n");
}
