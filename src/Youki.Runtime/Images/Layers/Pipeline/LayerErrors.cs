using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Pipeline;

/// <summary>Makes errors of users of what went wrong with a layer.</summary>
internal static class LayerErrors
{
    /// <summary>The error for what ended a pass.</summary>
    public static Exception Translate(LayerJob job, Exception exception) => exception switch
    {
        NativeException { Number: Errno.ENOSPC or Errno.EDQUOT } native => new HostResourceException(
            "disk", $"{Layer(job)} could not be stored: {MessageText.Clean(native.Message)}. Make room on that file system, or remove images that are not needed ('youkictl system prune').", native),
        NativeException { Number: Errno.EPERM or Errno.EOPNOTSUPP } native => new HostResourceException(
            "directory",
            $"{Layer(job)} could not be stored or unpacked: {MessageText.Clean(native.Message)}. The image directory has to be on a file system that an overlay's layers can be on, such as ext4, xfs or btrfs; an overlay is none.",
            native),
        NativeException native => new HostResourceException("directory", $"{Layer(job)} could not be stored or unpacked: {MessageText.Clean(native.Message)}.", native),
        YoukiException => exception,
        IOException io => new ImageException(job.Image, $"{Layer(job)} could not be read: {io.Message}", io),
        _ => exception,
    };

    public static ImageFormatException Invalid(LayerJob job, Exception damage) =>
        new(job.Image, $"{Layer(job)} is not a valid layer: {damage.Message}{(damage.Message.EndsWith('.') ? "" : ".")} Nothing of it was kept.", damage);

    public static ImageDamagedException WrongSize(LayerJob job, long size, Exception? damage) => new(
        job.Image, job.Blob.Digest, $"{Layer(job)} should have {job.Blob.Size} bytes, and {(size > job.Blob.Size ? "more came" : $"has {size}")}. Pull the image again.", damage);

    public static ImageDamagedException WrongDigest(LayerJob job, Digest digest, Exception? damage) => new(
        job.Image, job.Blob.Digest, $"{Layer(job)} is damaged: its digest is {digest}. Pull the image again.", damage);

    public static ImageDamagedException WrongDiffId(LayerJob job, Digest diffId) => new(
        job.Image, job.DiffId!.Value, $"{Layer(job)} unpacks to {diffId}, but the image's configuration says {job.DiffId} (rootfs.diff_ids). The image was built wrongly or tampered with.");

    private static string Layer(LayerJob job) => $"Layer {job.Blob.Digest} of image '{job.Image}'";
}
