using Youki.Runtime.Images.Archives;

namespace Youki.Runtime.Images.Transfer;

/// <summary>Opens the source that a reference leads to.</summary>
/// <param name="registries">Opens those in registries.</param>
/// <param name="archives">Opens those in files and directories.</param>
internal sealed class ImageSources(RegistrySourceOpener registries, ArchiveSources archives)
{
    /// <exception cref="ImageException">There is none, or images of this transport are not pulled.</exception>
    public async Task<IImageSource> OpenAsync(ImageReference reference, RegistryCredentials? credentials, CancellationToken cancellationToken) => reference.Transport switch
    {
        ImageTransport.Registry => await registries(reference, credentials, cancellationToken).ConfigureAwait(false),
        ImageTransport.Directory => throw new ImageException(
            reference.ToString(), $"'{reference}' is a root file system as it is: it is used where it lies, and never pulled."),
        _ => await archives.OpenAsync(reference, cancellationToken).ConfigureAwait(false),
    };
}
