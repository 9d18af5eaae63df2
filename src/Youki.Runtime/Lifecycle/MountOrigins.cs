using Youki.Runtime.Bundles;
using Youki.Runtime.Volumes.Mounting;

namespace Youki.Runtime.Lifecycle;

/// <summary>Completes what a configuration says of mounts by what other containers have.</summary>
internal sealed class MountOrigins(LifecycleServices services)
{
    /// <summary>The configuration to store: with the mounts of other containers, names of volumes and digests of files.</summary>
    /// <exception cref="ContainerNotFoundException">A container whose mounts are to be taken over is not there.</exception>
    public ContainerConfig Complete(ContainerConfig config, CreateContainerOptions options) => MountPreparation.Prepare(config, options.Files, id => ConfigOf(id, options.ContainerId));

    private ContainerConfig ConfigOf(ContainerId id, ContainerId? asking)
    {
        var container = services.Store.Read(id);
        var own = ImageVolumesOf(container);
        return own.Count == 0
            ? container.Config
            : throw new FeatureNotSupportedException(
                "ContainerConfig.VolumesFrom",
                $"Container {id} keeps {string.Join(", ", own)}, which its image declares, for itself, and it goes with the container. Mount a named volume there in {id}.") { ContainerId = asking };
    }

    private List<string> ImageVolumesOf(ContainerRecord container)
    {
        var taken = MountTarget.Of(container.Config);
        return container.Image is not { } image
            ? []
            : [.. (services.Images.Open(image).Config.Volumes ?? []).Select(MountTarget.Normalize).Where(path => MountTarget.Refusal(path) is null && !taken.Contains(path))];
    }
}
