namespace Youki.Runtime.Images.Transfer;

/// <summary>Opens the registry that a reference leads to, to send an image there.</summary>
internal delegate Task<IImageTarget> RegistryTargetOpener(ImageReference reference, RegistryCredentials? credentials, CancellationToken cancellationToken);
