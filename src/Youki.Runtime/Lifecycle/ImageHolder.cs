using Youki.Runtime.Bundles;
using Youki.Runtime.Images;
using Youki.Runtime.Processes;

namespace Youki.Runtime.Lifecycle;

/// <summary>Finds or fetches the image that a container is to be made from, and decides what of it is the container's for good.</summary>
internal sealed class ImageHolder(LifecycleServices services)
{
    /// <summary>Whether the container needs an image of the store; a directory is used where it lies.</summary>
    public static bool IsNeededBy(ContainerRecord container) => ImageReference.Parse(container.Config.Image).Transport != ImageTransport.Directory;

    /// <summary>Has the image in the store, and keeps it there until the answer is disposed of. Nothing may be locked.</summary>
    /// <exception cref="ContainerExistsException">The id is in use, so there is no need to fetch anything.</exception>
    public Task<HeldImage> HoldAsync(ContainerRecord container, PullOptions? pull, CancellationToken giveUp) =>
        services.Store.TryRead(container.Id) is { Phase: ContainerPhase.Ready }
            ? throw new ContainerExistsException(container.Id)
            : services.Images.HoldAsync(ImageReference.Parse(container.Config.Image), pull, giveUp);

    /// <summary>The container's record with the very image, which its restarts use whatever becomes of the reference.</summary>
    /// <exception cref="ContainerConfigException">Neither the configuration nor the image names a program.</exception>
    /// <exception cref="ImageException">The image cannot be used.</exception>
    public ContainerRecord Pin(ContainerRecord container, ContainerImage image)
    {
        var config = services.Images.Open(image).Config;
        ImageConfigChecks.Check(config, container.Config.Image);
        ImageProgram.Check(container.Config, config);
        return container with { Image = image, ImageStopSignal = StopSignalOf(container, config) };
    }

    /// <summary>As in Docker, an image that asks for a signal which there is not is stopped by SIGTERM.</summary>
    private Signal? StopSignalOf(ContainerRecord container, ImageConfig config)
    {
        if (config.StopSignal is not { Length: > 0 } text)
        {
            return null;
        }

        if (Signal.TryParse(text, out var signal))
        {
            return signal;
        }

        services.Log.NoSuchSignal(container.Id, container.Config.Image, text);
        return null;
    }
}
