using Youki.Runtime.Bundles;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Lifecycle;

/// <summary>What callers see of containers. Nothing is locked: each look is at whole files, and at what was true a moment ago.</summary>
internal sealed class ContainerViews(LifecycleServices services)
{
    public async Task<ContainerStatus> StatusAsync(ContainerId id, CancellationToken cancellationToken)
    {
        var container = services.Store.Read(id);
        return StatusWriter.Status(container, await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false));
    }

    public async Task<IReadOnlyList<ContainerStatus>> ListAsync(NodeId node, ContainerFilter? filter, CancellationToken cancellationToken)
    {
        var found = new List<ContainerStatus>();
        foreach (var (id, container, error) in services.Store.ReadAll())
        {
            var status = error is not null ? StatusWriter.Unknown(id, node, error)
                : container is { IsPodInit: not true } && container.NodeId == node ? await ListedAsync(container, cancellationToken).ConfigureAwait(false)
                : null;
            if (status is not null && filter?.Matches(status) != false)
            {
                found.Add(status);
            }
        }

        found.Sort(static (one, other) => one.CreatedAt.CompareTo(other.CreatedAt));
        return found;
    }

    public async Task<ContainerDetails> InspectAsync(ContainerId id, CancellationToken cancellationToken)
    {
        var container = services.Store.Read(id);
        var layout = services.Store.Layout(id);
        var observed = await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        return new ContainerDetails
        {
            Status = StatusWriter.Status(container, observed),
            Config = container.Config,
            Image = container.Image,
            Runtime = container.Runtime,
            Monitor = container.Monitor is null ? "none" : "conmon",
            BundlePath = layout.Bundle,
            LogPath = container.Monitor is null ? layout.RawLogFile : layout.LogFile,
            CgroupPath = container.CgroupPath,
            Spec = await StoredSpec.TryReadAsync(layout, cancellationToken).ConfigureAwait(false),
            SpecAuthors = StoredSpec.ReadAuthors(layout),
            Resources = services.Resources.Ledger(layout).Resources,
        };
    }

    /// <summary>One container of a list, which no single one may spoil; null where it was removed since the list was begun.</summary>
    private async ValueTask<ContainerStatus?> ListedAsync(ContainerRecord container, CancellationToken cancellationToken)
    {
        try
        {
            return StatusWriter.Status(container, await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false));
        }
        catch (ContainerNotFoundException)
        {
            return null;
        }
        catch (YoukiException exception)
        {
            return StatusWriter.Status(container, new RunObservation(ContainerState.Unknown, null, null)) with { ErrorMessage = exception.Message };
        }
    }
}
