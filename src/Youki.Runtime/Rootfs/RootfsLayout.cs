using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>Where the parts of a root file system lie in a bundle. Everything is found from the bundle's path, so that a release needs nothing else.</summary>
/// <param name="BundlePath">The bundle's directory without links on the way, as the mount table names it.</param>
internal sealed record RootfsLayout(string BundlePath)
{
    /// <summary>The root file system: mount point of the overlay, or the copy.</summary>
    public string Rootfs => Path.Combine(BundlePath, "rootfs");

    /// <summary>Holds the writable layer of an overlay; only root may enter it.</summary>
    public string Layer => Path.Combine(BundlePath, "layer");

    public string Upper => Path.Combine(Layer, "upper");

    /// <summary>The upper directory before it has the owner and mode of the image's root.</summary>
    public string NewUpper => Path.Combine(Layer, "upper.new");

    public string Work => Path.Combine(Layer, "work");

    /// <summary>The file that holds the whole layer as a file system, where its size is bounded in this way; it is mounted at <see cref="Layer"/>.</summary>
    public string Image => Path.Combine(BundlePath, "layer.ext4");

    /// <summary>That file before it is complete.</summary>
    public string NewImage => Path.Combine(BundlePath, "layer.ext4.new");

    /// <summary>A copy before it is complete.</summary>
    public string Copying => Path.Combine(BundlePath, "rootfs.copying");

    /// <summary>Where several layers are mounted as one while a copy is made of them.</summary>
    public string View => Path.Combine(BundlePath, "rootfs.view");

    /// <summary>Where an image's layers are attached, with other owners, while an overlay of them is mounted: the kernel takes no layer that is attached nowhere.</summary>
    public string Mapped => Path.Combine(BundlePath, "rootfs.mapped");

    /// <summary>The layout of a bundle; null where there is no such directory.</summary>
    public static RootfsLayout? TryOf(string bundlePath)
    {
        using var bundle = Descriptor.TryOpenDirectory(bundlePath, out var error);
        return bundle is not null ? new RootfsLayout(Descriptor.RealPath(bundle))
            : error == Errno.ENOENT ? null
            : throw new NativeException("open directory", bundlePath, error);
    }
}
