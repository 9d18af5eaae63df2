namespace Youki.Runtime.Rootfs;

/// <summary>How a root file system came to be, as it is stored.</summary>
internal static class RootfsMethod
{
    public const string Overlay = "overlay";
    public const string Copy = "copy";

    /// <summary>The member of <see cref="HostResource.Data"/> that holds it.</summary>
    public const string Key = "method";

    /// <summary>The member of <see cref="HostResource.Data"/> that holds the directory of a <c>dir:</c> image.</summary>
    public const string LowerKey = "lower";

    /// <summary>The member of <see cref="HostResource.Data"/> that holds the number of an image's layers.</summary>
    public const string LayersKey = "layers";
}
