namespace Youki.Runtime.Native;

/// <summary>The directories of an overlay, absolute, and the options that make a mount of them.</summary>
/// <param name="Lower">What is shared and never changed.</param>
/// <param name="Upper">Where changes go.</param>
/// <param name="Work">An empty directory beside <paramref name="Upper"/> for the kernel's use.</param>
internal sealed record OverlayLayers(string Lower, string Upper, string Work)
{
    // index=off: with an index the kernel binds the upper directory to this very lower directory and refuses a second mount while one lives in
    // another mount namespace (EBUSY); a restored or moved image directory would give ESTALE. Nothing is lost: hard links of the lower directory
    // break when written to, as in every container engine.
    // metacopy=off, redirect_dir=nofollow: both make the kernel follow attributes found in the directories, which it warns of where their content is not
    // trusted, and the upper directory would no longer hold whole files under their own names. A rename of a lower directory gives EXDEV; mv(1) copies.
    // Not "volatile": after a crash of the host the kernel would refuse the upper directory.
    // Source: Documentation/filesystems/overlayfs.rst.
    private const string FixedOptions = "index=off,metacopy=off,redirect_dir=nofollow";

    /// <summary>The option text of mount(2).</summary>
    public string ToOptions() => $"lowerdir={EscapeLower(Lower)},upperdir={Escape(Upper)},workdir={Escape(Work)},{FixedOptions}";

    // ',' ends an option and '\' escapes; in lowerdir ':' separates layers besides.
    private static string Escape(string path) => path.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(",", @"\,", StringComparison.Ordinal);

    private static string EscapeLower(string path) => Escape(path).Replace(":", @"\:", StringComparison.Ordinal);
}
