using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>
/// The directories of an overlay, open, and the options that make a mount of them. The kernel finds them by their descriptors: whatever their paths are, the
/// options stay short, need no escapes, and name the very directories that were opened (mount(2) takes that on Linux 6.1 and 6.18, measured).
/// </summary>
/// <param name="Lower">What is shared and never changed, from the lowest to the topmost.</param>
/// <param name="Upper">Where changes go. Null: there are none, the overlay is read-only; it then needs two lower directories.</param>
/// <param name="Work">An empty directory beside <paramref name="Upper"/> for the kernel's use. Null with it.</param>
internal sealed record OverlayLayers(IReadOnlyList<SafeFileHandle> Lower, SafeFileHandle? Upper, SafeFileHandle? Work)
{
    // index=off: with an index the kernel binds the upper directory to this very lower directory and refuses a second mount while one lives in
    // another mount namespace (EBUSY); a restored or moved image directory would give ESTALE. Nothing is lost: hard links of the lower directory
    // break when written to, as in every container engine.
    // metacopy=off, redirect_dir=nofollow: both make the kernel follow attributes found in the directories, which it warns of where their content is not
    // trusted, and the upper directory would no longer hold whole files under their own names. A rename of a lower directory gives EXDEV; mv(1) copies.
    // Not "volatile": after a crash of the host the kernel would refuse the upper directory.
    // Source: Documentation/filesystems/overlayfs.rst.
    private const string FixedOptions = "index=off,metacopy=off,redirect_dir=nofollow";

    /// <summary>The option text of mount(2); the topmost directory comes first in it. It holds as long as the descriptors are open.</summary>
    public string ToOptions()
    {
        var lower = $"lowerdir={string.Join(':', Lower.Reverse().Select(Descriptor.ProcPath))}";
        return Upper is null || Work is null
            ? $"{lower},{FixedOptions}"
            : $"{lower},upperdir={Descriptor.ProcPath(Upper)},workdir={Descriptor.ProcPath(Work)},{FixedOptions}";
    }
}
