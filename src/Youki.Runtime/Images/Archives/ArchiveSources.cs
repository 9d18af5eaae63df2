using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Archives;

/// <summary>Opens images that are in a file or directory of this host.</summary>
internal static class ArchiveSources
{
    /// <summary>Opens the image that a reference with a transport names.</summary>
    /// <exception cref="ImageNotFoundException">There is no such file or directory.</exception>
    /// <exception cref="ImageFormatException">It is not what the transport says.</exception>
    public static async Task<IImageSource> OpenAsync(ImageReference reference, CancellationToken cancellationToken)
    {
        var image = reference.ToString();
        var files = OpenFiles(reference, image);
        try
        {
            return await LayoutSource.OpenAsync(files, image, reference.Tag, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    private static DirectoryFiles OpenFiles(ImageReference reference, string image) => reference.Transport switch
    {
        ImageTransport.OciDirectory => DirectoryFiles.Open(reference.Path!, image),
        _ => throw new ImageException(image, $"Image '{image}' is in no archive or layout."),
    };
}
