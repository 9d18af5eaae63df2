using Youki.Runtime.Bundles;
using Youki.Runtime.Namespaces;
using Youki.Runtime.Native;
using Youki.Runtime.Networking;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Lifecycle;

/// <summary>Finds the processes of containers whose namespaces others join.</summary>
internal sealed class NamespaceOwners(ContainerStore store, RunObserver observer) : INamespaceOwners
{
    public async Task<NamespaceOwner?> FindAsync(ContainerId id, CancellationToken cancellationToken)
    {
        if (store.TryRead(id) is not { } container)
        {
            return null;
        }

        var observed = await observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        ProcessIdentity? process = container.Phase == ContainerPhase.Ready && observed is { Exit: null, Run: { } run } ? new ProcessIdentity(run.Pid, run.PidStartTime) : null;
        return new NamespaceOwner(process, HostnameOf(container));
    }

    private static string? HostnameOf(ContainerRecord container) => container.Config switch
    {
        { Hostname: { } name } => name,
        { Namespaces.Uts: { } uts } when uts != NamespaceMode.Private => null,
        _ => HostnameContributor.OfId(container.Id.Value),
    };
}
