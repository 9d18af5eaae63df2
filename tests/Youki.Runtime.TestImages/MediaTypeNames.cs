namespace Youki.Runtime.TestImages;

/// <summary>Media types of images. Written here once more, so that tests do not take the library's word for them.</summary>
public static class MediaTypeNames
{
    public static string Index(ImageFormat format) => format == ImageFormat.Oci
        ? "application/vnd.oci.image.index.v1+json"
        : "application/vnd.docker.distribution.manifest.list.v2+json";

    public static string Manifest(ImageFormat format) => format == ImageFormat.Oci
        ? "application/vnd.oci.image.manifest.v1+json"
        : "application/vnd.docker.distribution.manifest.v2+json";

    public static string Config(ImageFormat format) => format == ImageFormat.Oci
        ? "application/vnd.oci.image.config.v1+json"
        : "application/vnd.docker.container.image.v1+json";

    public static string Layer(ImageFormat format, LayerCompression compression) => (format, compression) switch
    {
        (ImageFormat.Oci, LayerCompression.None) => "application/vnd.oci.image.layer.v1.tar",
        (ImageFormat.Oci, LayerCompression.Gzip) => "application/vnd.oci.image.layer.v1.tar+gzip",
        (ImageFormat.Oci, _) => "application/vnd.oci.image.layer.v1.tar+zstd",
        (_, LayerCompression.None) => "application/vnd.docker.image.rootfs.diff.tar",
        (_, LayerCompression.Gzip) => "application/vnd.docker.image.rootfs.diff.tar.gzip",
        _ => "application/vnd.docker.image.rootfs.diff.tar.zstd",
    };
}
