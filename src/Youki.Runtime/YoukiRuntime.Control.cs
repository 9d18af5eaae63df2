using Youki.Runtime.Configuration;

namespace Youki.Runtime;

public sealed partial class YoukiRuntime : IContainerControl
{
    /// <inheritdoc/>
    public Task PauseContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default) =>
        _parts.Work.RunAsync(giveUp => _parts.Pauser.PauseAsync(Known(containerId), giveUp), cancellationToken);

    /// <inheritdoc/>
    public Task ResumeContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default) =>
        _parts.Work.RunAsync(giveUp => _parts.Pauser.ResumeAsync(Known(containerId), giveUp), cancellationToken);

    /// <inheritdoc/>
    public Task UpdateContainerAsync(ContainerId containerId, ContainerUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return _parts.Work.RunAsync(giveUp => _parts.Updater.UpdateAsync(Known(containerId), update, giveUp), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task KillContainerProcessesAsync(ContainerId containerId, Signal signal, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(signal.Number, nameof(signal));
        var container = Services.Store.Read(containerId);
        var observed = await Services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        _parts.Signaller.SendToAll(container, observed, signal);
    }

    /// <inheritdoc/>
    public Task RenameContainerAsync(ContainerId containerId, string name, CancellationToken cancellationToken = default)
    {
        IdentityChecks.CheckName(containerId, name);
        return _parts.Renamer.RenameAsync(Known(containerId), name, cancellationToken);
    }
}
