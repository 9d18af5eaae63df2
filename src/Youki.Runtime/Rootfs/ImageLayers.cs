using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>The directories that a root file system is made of, open: an image's unpacked layers, or the one directory of a <c>dir:</c> image. They are shared by any number of containers and never changed.</summary>
internal sealed class ImageLayers : IDisposable
{
    private readonly List<SafeFileHandle> _handles = [];

    private ImageLayers(string image) => Image = image;

    /// <summary>The image, for messages.</summary>
    public string Image { get; }

    /// <summary>From the lowest to the topmost; they cannot be read as they are.</summary>
    public IReadOnlyList<SafeFileHandle> Handles => _handles;

    /// <summary>For each of them the file that says what it holds. Null: the directories say it themselves.</summary>
    public IReadOnlyList<string>? ManifestPaths { get; private init; }

    /// <summary>The topmost: an overlay's root has its owner, mode and the like.</summary>
    public SafeFileHandle Top => _handles[^1];

    /// <summary>Opens the directory of a <c>dir:</c> image.</summary>
    /// <exception cref="ImageException">It is not there, or is no directory.</exception>
    public static ImageLayers OpenDirectory(string image, ContainerId? containerId = null)
    {
        var layers = new ImageLayers(image);
        layers._handles.Add(DirectoryImage.Open(image, containerId));
        return layers;
    }

    /// <summary>Opens the layers of an image of the store.</summary>
    /// <exception cref="ImageException">It has none, or one of them is not there.</exception>
    public static ImageLayers Open(string image, ImageContent content, ContainerId containerId)
    {
        if (content.LayerPaths.Count == 0)
        {
            throw new ImageFormatException(image, $"Image '{image}' has no layers: there is nothing in it that could be run.") { ContainerId = containerId };
        }

        var layers = new ImageLayers(image) { ManifestPaths = content.ManifestPaths };
        try
        {
            foreach (var path in content.LayerPaths)
            {
                layers._handles.Add(Descriptor.TryOpenDirectory(path, out var error)
                    ?? throw new ImageException(image, $"Image '{image}' cannot be used: its layer {path} cannot be opened. Verify the image.", new NativeException("open directory", path, error)) { ContainerId = containerId });
            }

            return layers;
        }
        catch
        {
            layers.Dispose();
            throw;
        }
    }

    public void Dispose() => _handles.ForEach(handle => handle.Dispose());
}
