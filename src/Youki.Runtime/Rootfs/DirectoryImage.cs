using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>An image that is a directory of the host, <c>dir:/absolute/path</c>.</summary>
internal static class DirectoryImage
{
    private const string Prefix = "dir:";

    /// <summary>The path that an image names.</summary>
    /// <exception cref="ImageException">It is no directory image, or its path is not absolute.</exception>
    public static string Parse(string image, ContainerId? containerId = null)
    {
        var path = image.StartsWith(Prefix, StringComparison.Ordinal) ? image[Prefix.Length..] : "";
        return path.StartsWith('/') && !path.Contains('\0', StringComparison.Ordinal)
            ? path
            : throw Unusable(image, containerId, "it names no absolute path, as in dir:/var/lib/images/debian.");
    }

    /// <summary>Opens an image's directory.</summary>
    /// <exception cref="ImageException">It is not there, or is no directory.</exception>
    public static SafeFileHandle Open(string image, ContainerId? containerId = null)
    {
        var path = Parse(image, containerId);
        return Descriptor.TryOpenDirectory(path, out var error)
            ?? throw Unusable(image, containerId, Explain(error, path), new NativeException("open directory", path, error));
    }

    private static ImageException Unusable(string image, ContainerId? containerId, string reason, Exception? innerException = null) =>
        new(image, $"Image '{image}' cannot be used: {reason}", innerException) { ContainerId = containerId };

    private static string Explain(int error, string path) => error switch
    {
        Errno.ENOENT => $"there is no directory {path}.",
        Errno.ENOTDIR => $"{path} is not a directory.",
        _ => $"directory {path} cannot be opened.",
    };
}
