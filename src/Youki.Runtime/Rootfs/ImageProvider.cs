using Youki.Runtime.Images;

namespace Youki.Runtime.Rootfs;

/// <summary>Keeps a container's image in the store for as long as the container is there, whatever becomes of the image's tags.</summary>
internal sealed class ImageProvider(IContainerImages images) : IHostResourceProvider
{
    public const string ResourceKind = "image";

    public string Kind => ResourceKind;

    public ResourceScope Scope => ResourceScope.Container;

    public IReadOnlyList<string> DependsOn => [];

    public async ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        if (inputs.Image is not { } image)
        {
            return null;
        }

        await images.KeepAsync(image, inputs.ContainerId, inputs.BundlePath, cancellationToken).ConfigureAwait(false);
        return new HostResource { Data = new Dictionary<string, string> { ["reference"] = image.Reference.ToString(), ["id"] = image.Id.Value } };
    }

    public async ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken) =>
        await images.ReleaseAsync(record.ContainerId, record.BundlePath, cancellationToken).ConfigureAwait(false);
}
