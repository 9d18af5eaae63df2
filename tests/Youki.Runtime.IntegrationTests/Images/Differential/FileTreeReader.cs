using System.Globalization;
using System.Security.Cryptography;

namespace Youki.Runtime.IntegrationTests.Images.Differential;

/// <summary>Reads what there is to know of all files of a tree, by path below its root; the root itself is <c>.</c>.</summary>
internal static class FileTreeReader
{
    private const int TypeMask = 0xF000;
    private const int DirectoryType = 0x4000;
    private const int RegularType = 0x8000;
    private const int SymlinkType = 0xA000;
    private const int CharacterType = 0x2000;
    private const int BlockType = 0x6000;

    public static SortedDictionary<string, FileFacts> Read(string root)
    {
        var facts = new SortedDictionary<string, FileFacts>(StringComparer.Ordinal);
        var names = new Dictionary<(ulong Inode, uint Device), string>();
        Visit(root);
        return facts;

        void Visit(string path)
        {
            var read = ReadFile(root, path, names);
            facts[Path.GetRelativePath(root, path)] = read;
            if (IsDirectory(read))
            {
                foreach (var entry in Directory.EnumerateFileSystemEntries(path).Order(StringComparer.Ordinal))
                {
                    Visit(entry);
                }
            }
        }
    }

    private static bool IsDirectory(FileFacts facts) => (Convert.ToInt32(facts.Mode, 8) & TypeMask) == DirectoryType;

    private static FileFacts ReadFile(string root, string path, Dictionary<(ulong Inode, uint Device), string> names)
    {
        var stat = Stat.Read(path);
        var mode = BitConverter.ToUInt16(stat, 28);
        var type = mode & TypeMask;
        var links = type == DirectoryType ? 0 : BitConverter.ToUInt32(stat, 16);
        var name = Path.GetRelativePath(root, path);
        var first = links > 1 && !names.TryAdd((BitConverter.ToUInt64(stat, 32), BitConverter.ToUInt32(stat, 140)), name)
            ? names[(BitConverter.ToUInt64(stat, 32), BitConverter.ToUInt32(stat, 140))]
            : "";
        return new FileFacts
        {
            Mode = Convert.ToString(mode, 8),
            Uid = BitConverter.ToUInt32(stat, 20),
            Gid = BitConverter.ToUInt32(stat, 24),
            Size = type == DirectoryType ? 0 : BitConverter.ToInt64(stat, 40),
            Links = links,
            SameAs = first,
            ModifiedAt = checked((BitConverter.ToInt64(stat, 112) * 1_000_000_000) + BitConverter.ToUInt32(stat, 120)),
            Device = type is CharacterType or BlockType ? string.Create(CultureInfo.InvariantCulture, $"{BitConverter.ToUInt32(stat, 128)}:{BitConverter.ToUInt32(stat, 132)}") : "",
            Content = type switch
            {
                RegularType => HashOf(path),
                SymlinkType => new FileInfo(path).LinkTarget!,
                _ => "",
            },
            Xattrs = string.Join(' ', Stat.Xattrs(path).Where(xattr => !IsOverlays(xattr.Name)).Select(xattr => $"{xattr.Name}={Convert.ToHexStringLower(xattr.Value)}").Order(StringComparer.Ordinal)),
        };
    }

    /// <summary>What overlayfs writes for itself belongs to no image.</summary>
    private static bool IsOverlays(string xattr) => xattr.StartsWith("trusted.overlay.", StringComparison.Ordinal);

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
