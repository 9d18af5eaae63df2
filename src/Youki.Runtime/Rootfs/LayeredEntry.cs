using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>A name in a <see cref="LayeredDirectory"/>, as the topmost layer that has it shows it.</summary>
/// <param name="Name">Ended by NUL.</param>
/// <param name="Status">Its status on disk.</param>
/// <param name="Directory">The directory of the layer in which it is.</param>
/// <param name="Owners">Whom that layer's files belong to.</param>
internal sealed record LayeredEntry(byte[] Name, FileStatus Status, SafeFileHandle Directory, LayerOwners Owners)
{
    /// <summary>Lower layers' directories that have a directory of this name too, which shows through.</summary>
    public List<(SafeFileHandle Directory, LayerOwners Owners)> Below { get; } = [];

    /// <summary>Whether what lower layers have under this name still counts.</summary>
    public bool IsOpen { get; set; }
}
