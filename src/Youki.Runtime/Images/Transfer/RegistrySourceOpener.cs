namespace Youki.Runtime.Images.Transfer;

/// <summary>Opens an image in a registry.</summary>
internal delegate Task<IImageSource> RegistrySourceOpener(ImageReference reference, RegistryCredentials? credentials, CancellationToken cancellationToken);
