using Youki.Runtime.Bundles;

namespace Youki.Runtime.Lifecycle.Pods;

/// <summary>
/// The first process of a pod's shared pid namespace: a container with nothing but a small init, which reaps what others leave. It has no files, so a container that may look
/// into its root finds none of the host's.
/// </summary>
internal sealed class PodInit(LifecycleServices services, ContainerDrafts drafts, CreateOperation creator, RemoveOperation remover)
{
    public async Task StartAsync(PodRecord pod, CancellationToken giveUp)
    {
        var id = pod.InitContainerId!.Value;
        await remover.RemoveAsync(id, new RemoveOptions { Force = true }, giveUp).ConfigureAwait(false);
        var config = new ContainerConfig
        {
            Image = $"dir:{new PodLayout(services.Store.BundleDirectory, pod.Id).InitRoot}",

            // "Pause": it runs no program, and goes on for ever.
            Command = ["-P"],
            Init = true,
            User = "0:0",
            ReadOnlyRootfs = true,
            WorkingDirectory = "/",
        };
        var options = new CreateContainerOptions { NodeId = pod.NodeId, ContainerId = id, PodId = pod.Id, Start = true };
        var draft = await drafts.MakeAsync(config, options, id, giveUp).ConfigureAwait(false);
        await creator.CreateAsync(draft with { IsPodInit = true }, options, giveUp).ConfigureAwait(false);
    }

    /// <summary>Whether it runs, where the pod has one.</summary>
    public async Task<bool> IsThereAsync(PodRecord pod, CancellationToken cancellationToken)
    {
        if (pod.InitContainerId is not { } id)
        {
            return true;
        }

        return services.Store.TryRead(id) is { Phase: ContainerPhase.Ready } container
            && (await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false)).State is ContainerState.Running or ContainerState.Paused;
    }
}
