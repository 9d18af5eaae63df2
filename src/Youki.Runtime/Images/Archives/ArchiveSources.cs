using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Archives;

/// <summary>Opens images that are in a file or directory of this host.</summary>
internal sealed class ArchiveSources(ArchiveFile archives, ImageLimits limits)
{
    /// <summary>Opens the image that a reference with a transport names.</summary>
    /// <exception cref="ImageNotFoundException">There is no such file or directory.</exception>
    /// <exception cref="ImageFormatException">It is not what the transport says.</exception>
    public async Task<IImageSource> OpenAsync(ImageReference reference, CancellationToken cancellationToken)
    {
        var image = reference.ToString();
        var files = await OpenFilesAsync(reference, image, cancellationToken).ConfigureAwait(false);
        try
        {
            // An archive of a current Docker is a layout too, and says more as one.
            IImageArchive archive = reference.Transport == ImageTransport.DockerArchive && !IsLayout(files)
                ? await DockerArchive.OpenAsync(files, image, limits, cancellationToken).ConfigureAwait(false)
                : await LayoutArchive.OpenAsync(files, image, cancellationToken).ConfigureAwait(false);
            return new OwningSource(archive.Choose(reference.Tag), new OpenedArchive(archive, files));
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file or directory with images of whatever kind.</summary>
    /// <param name="path">Its path, absolute.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<OpenedArchive> OpenAsync(string path, CancellationToken cancellationToken)
    {
        IImageFiles files = Directory.Exists(path)
            ? DirectoryFiles.Open(path, path)
            : TarFiles.Open(await archives.OpenAsync(path, path, cancellationToken).ConfigureAwait(false), path, cancellationToken);
        try
        {
            IImageArchive archive = IsLayout(files)
                ? await LayoutArchive.OpenAsync(files, path, cancellationToken).ConfigureAwait(false)
                : await DockerArchive.OpenAsync(files, path, limits, cancellationToken).ConfigureAwait(false);
            return new OpenedArchive(archive, files);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    private static bool IsLayout(IImageFiles files)
    {
        using var marker = files.TryOpen(LayoutArchive.MarkerName);
        using var index = files.TryOpen(LayoutArchive.IndexName);
        return marker is not null && index is not null;
    }

    private async Task<IImageFiles> OpenFilesAsync(ImageReference reference, string image, CancellationToken cancellationToken) => reference.Transport switch
    {
        ImageTransport.OciDirectory => DirectoryFiles.Open(reference.Path!, image),
        ImageTransport.OciArchive or ImageTransport.DockerArchive =>
            TarFiles.Open(await archives.OpenAsync(reference.Path!, image, cancellationToken).ConfigureAwait(false), image, cancellationToken),
        _ => throw new ImageException(image, $"Image '{image}' is in no archive or layout."),
    };
}
