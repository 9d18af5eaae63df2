using Youki.Runtime.Bundles;

namespace Youki.Runtime.Lifecycle.Pods;

/// <summary>What callers see of pods. Nothing is locked: each look is at whole files.</summary>
internal sealed class PodViews(PodServices services, PodMembers members, PodInit init, LifecycleServices containers)
{
    public Task<PodStatus> StatusAsync(PodId id, CancellationToken cancellationToken) => StatusAsync(services.Store.Read(id), cancellationToken);

    public async Task<IReadOnlyList<PodStatus>> ListAsync(NodeId node, PodFilter? filter, CancellationToken cancellationToken)
    {
        var found = new List<PodStatus>();
        foreach (var id in services.Store.Ids)
        {
            if (await ListedAsync(id, node, cancellationToken).ConfigureAwait(false) is { } status && filter?.Matches(status) != false)
            {
                found.Add(status);
            }
        }

        found.Sort(static (one, other) => one.CreatedAt.CompareTo(other.CreatedAt));
        return found;
    }

    public async Task<PodDetails> InspectAsync(PodId id, CancellationToken cancellationToken)
    {
        var pod = services.Store.Read(id);
        var statuses = new List<ContainerStatus>();
        foreach (var container in members.Of(id).Where(container => container.IsPodInit != true))
        {
            statuses.Add(StatusWriter.Status(container, await containers.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false)));
        }

        return new PodDetails
        {
            Status = await StatusAsync(pod, cancellationToken).ConfigureAwait(false),
            Config = pod.Config,
            Directory = services.Store.Layout(id).Directory,
            CgroupPath = pod.CgroupPath,
            Namespaces = services.Store.NamespacesOf(pod),
            InitContainerId = pod.InitContainerId,
            Containers = statuses,
        };
    }

    private async Task<PodStatus?> ListedAsync(PodId id, NodeId node, CancellationToken cancellationToken)
    {
        try
        {
            return services.Store.TryRead(id) is { } pod && pod.NodeId == node ? await StatusAsync(pod, cancellationToken).ConfigureAwait(false) : null;
        }
        catch (RecordException exception)
        {
            return new PodStatus { Id = id, NodeId = node, State = PodState.Unknown, Message = exception.Message, Hostname = "", CreatedAt = DateTimeOffset.UnixEpoch };
        }
    }

    private async Task<PodStatus> StatusAsync(PodRecord pod, CancellationToken cancellationToken)
    {
        var state = services.Finder.StateOf(pod);
        var message = state == PodState.Ready || pod.Phase == PodPhase.Stopped ? null : Capital(PodFinder.WhyNot(pod));
        if (state == PodState.Ready && !await init.IsThereAsync(pod, cancellationToken).ConfigureAwait(false))
        {
            (state, message) = (PodState.NotReady, "Its small init has ended, and its pid namespace with it. Stop it and start it again.");
        }

        return new PodStatus
        {
            Id = pod.Id,
            NodeId = pod.NodeId,
            Name = pod.Config.Name,
            State = state,
            Message = message,
            Hostname = PodHost.HostnameOf(pod.Id, pod.Config),
            CreatedAt = pod.CreatedAt,
            StartedAt = pod.StartedAt,
            StoppedAt = pod.StoppedAt,
            Labels = pod.Config.Labels,
            Annotations = pod.Config.Annotations,
        };
    }

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
