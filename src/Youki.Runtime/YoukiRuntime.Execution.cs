using Youki.Runtime.Lifecycle;
using Youki.Runtime.Supervision;

namespace Youki.Runtime;

public sealed partial class YoukiRuntime : IContainerExecution
{
    /// <inheritdoc/>
    public async Task<Stream> AttachInputAsync(ContainerId containerId, CancellationToken cancellationToken = default)
    {
        var container = await MadeAsync(containerId, cancellationToken).ConfigureAwait(false);
        var observed = await Services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        if (observed.State is not (ContainerState.Created or ContainerState.Running or ContainerState.Paused) || container.Config.OpenStdin != true || container.Monitor is null)
        {
            throw new ContainerStatusException(
                containerId,
                observed.State,
                container.Config.OpenStdin != true ? $"Container {containerId} has no standard input. Create it with {nameof(ContainerConfig)}.{nameof(ContainerConfig.OpenStdin)}."
                : container.Monitor is null ? $"Container {containerId} has no monitor that would pass its input on. Install conmon."
                : $"Container {containerId} is {Words.Of(observed.State)}: it has no process to attach to.");
        }

        return await InputAttachment.ConnectAsync(Services.Store.Layout(containerId).AttachSocket, cancellationToken).ConfigureAwait(false);
    }
}
