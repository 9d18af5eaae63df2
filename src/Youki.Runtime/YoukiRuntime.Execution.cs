namespace Youki.Runtime;

public sealed partial class YoukiRuntime : IContainerExecution
{
    /// <inheritdoc/>
    public async Task<IContainerAttachment> AttachAsync(ContainerId containerId, AttachOptions? options = null, CancellationToken cancellationToken = default) =>
        await _parts.Attacher.AttachAsync(
            await MadeAsync(containerId, cancellationToken).ConfigureAwait(false), options ?? new AttachOptions(), cancellationToken).ConfigureAwait(false);
}
