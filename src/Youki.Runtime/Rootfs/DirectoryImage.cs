using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>An image that is a directory of the host, <c>dir:/absolute/path</c>: shared by any number of containers and never changed.</summary>
internal sealed class DirectoryImage : IDisposable
{
    private const string Prefix = "dir:";

    private DirectoryImage(SafeFileHandle handle, string path)
    {
        Handle = handle;
        Path = path;
    }

    /// <summary>The directory's own path, without links on the way.</summary>
    public string Path { get; }

    /// <summary>The directory; it cannot be read as it is.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>The path that an image names.</summary>
    /// <exception cref="ImageException">It is no directory image, or its path is not absolute.</exception>
    public static string Parse(string image, ContainerId? containerId = null)
    {
        if (!image.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw Unusable(image, containerId, "only dir:/absolute/path for now; pulling images comes later.");
        }

        var path = image[Prefix.Length..];
        return path.StartsWith('/') && !path.Contains('\0', StringComparison.Ordinal)
            ? path
            : throw Unusable(image, containerId, "the path behind 'dir:' must be absolute, as in dir:/var/lib/images/debian.");
    }

    /// <summary>Opens an image's directory.</summary>
    /// <exception cref="ImageException">It is not there, or is no directory.</exception>
    public static DirectoryImage Open(string image, ContainerId? containerId = null)
    {
        var path = Parse(image, containerId);
        var handle = Descriptor.TryOpenDirectory(path, out var error)
            ?? throw Unusable(image, containerId, Explain(error, path), new NativeException("open directory", path, error));
        return new DirectoryImage(handle, Descriptor.RealPath(handle));
    }

    public void Dispose() => Handle.Dispose();

    private static ImageException Unusable(string image, ContainerId? containerId, string reason, Exception? innerException = null) =>
        new(image, $"Image '{image}' cannot be used: {reason}", innerException) { ContainerId = containerId };

    private static string Explain(int error, string path) => error switch
    {
        Errno.ENOENT => $"there is no directory {path}.",
        Errno.ENOTDIR => $"{path} is not a directory.",
        _ => $"directory {path} cannot be opened.",
    };
}
