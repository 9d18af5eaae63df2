using Youki.Runtime.Bundles;

namespace Youki.Runtime.Lifecycle.Pods;

/// <summary>Brings the pods of a node in order after a former process has gone: what is half-made or half-removed goes, a start that was broken off is undone. A ready one is left alone.</summary>
internal sealed class PodRecovery(PodServices services, PodStopper stopper, PodMembers members)
{
    public async Task RecoverAsync(NodeId node, CancellationToken cancellationToken)
    {
        foreach (var stray in services.Locks.Strays())
        {
            using var held = await services.Locks.TryAcquireAsync(stray, cancellationToken).ConfigureAwait(false);
        }

        foreach (var id in services.Store.Ids)
        {
            using var held = await services.Locks.TryAcquireAsync(id, cancellationToken).ConfigureAwait(false);
            if (held is null)
            {
                continue;
            }

            try
            {
                await RecoverAsync(id, node).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is YoukiException or IOException or UnauthorizedAccessException)
            {
                services.Log.RecoveryFailed(id, exception);
            }
        }
    }

    private async Task RecoverAsync(PodId id, NodeId node)
    {
        switch (services.Store.TryRead(id))
        {
            case null:
            case { Phase: PodPhase.Creating or PodPhase.Removing } begun when begun.NodeId == node:
                await stopper.SweepAsync(id).ConfigureAwait(false);
                services.Log.Swept(id);
                break;

            case { Phase: PodPhase.Starting } begun when begun.NodeId == node:
                await stopper.FinishStopAsync(begun).ConfigureAwait(false);
                break;

            case { Phase: PodPhase.Stopping } begun when begun.NodeId == node && (await members.RunningAsync(id, CancellationToken.None).ConfigureAwait(false)).All(container => container == begun.InitContainerId):
                await stopper.FinishStopAsync(begun).ConfigureAwait(false);
                break;
        }
    }
}
