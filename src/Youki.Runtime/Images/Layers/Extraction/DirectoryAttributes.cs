using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>What a directory gets once everything in it is made.</summary>
/// <param name="Permissions">Permission bits with setgid and sticky.</param>
/// <param name="Uid">Owner.</param>
/// <param name="Gid">Group.</param>
/// <param name="Modified">Time of the last change.</param>
/// <param name="IsImplied">Whether no entry speaks of it: it was made because of an entry below it.</param>
internal readonly record struct DirectoryAttributes(int Permissions, uint Uid, uint Gid, FileTime Modified, bool IsImplied)
{
    /// <summary>
    /// What the directories get that no entry speaks of: the same on each host and at each time, so that a layer's directory does not depend on when and
    /// where it was unpacked.
    /// </summary>
    public static DirectoryAttributes Implied { get; } = new(0x1ED, 0, 0, default, IsImplied: true); // 0755

    public static DirectoryAttributes Of(TarEntry entry) => new(entry.Permissions, entry.Uid, entry.Gid, entry.Modified, IsImplied: false);
}
