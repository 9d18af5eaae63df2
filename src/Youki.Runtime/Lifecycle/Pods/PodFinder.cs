using Youki.Runtime.Bundles;

namespace Youki.Runtime.Lifecycle.Pods;

/// <summary>Finds the pod that a container is made or started in.</summary>
internal sealed class PodFinder(PodStore store)
{
    /// <summary>The cgroup that a container of the pod is made in.</summary>
    /// <exception cref="PodNotFoundException">There is no such pod.</exception>
    /// <exception cref="PodStatusException">It is not ready.</exception>
    public PodRecord ReadyFor(PodId id, NodeId node, ContainerId container)
    {
        var pod = store.Read(id);
        if (pod.NodeId != node)
        {
            throw new PodStatusException(id, StateOf(pod), $"Pod {id} is of node {pod.NodeId}, and container {container} of node {node}. A container is of the same node as its pod.");
        }

        // The small init is made while the pod becomes ready.
        if (StateOf(pod) != PodState.Ready && !(pod.Phase is PodPhase.Creating or PodPhase.Starting && container == pod.InitContainerId))
        {
            throw new PodStatusException(id, StateOf(pod), $"Container {container} cannot be in pod {id}: {WhyNot(pod)}");
        }

        return pod;
    }

    /// <summary>What a container sees of its pod. The container is on disk by now, so whoever removes the pod meanwhile finds it.</summary>
    public PodFacts? FactsFor(ContainerRecord container)
    {
        if (container.PodId is not { } id)
        {
            return null;
        }

        var pod = ReadyFor(id, container.NodeId, container.Id);
        var layout = store.Layout(id);
        return new PodFacts
        {
            Id = id,
            Directory = layout.Directory,
            Namespaces = store.NamespacesOf(pod),
            Hostname = PodHost.HostnameOf(id, pod.Config),
            ShmPath = layout.SharedMemory,
            InitContainerId = pod.InitContainerId,
        };
    }

    /// <summary>Where a pod stands.</summary>
    public PodState StateOf(PodRecord pod) => pod.Phase switch
    {
        PodPhase.Creating => PodState.Creating,
        PodPhase.Removing => PodState.Removing,
        PodPhase.Ready when store.HasNamespaces(pod) => PodState.Ready,
        _ => PodState.NotReady,
    };

    /// <summary>Why a pod is not ready, and what to do, as sentences.</summary>
    public static string WhyNot(PodRecord pod) => pod.Phase switch
    {
        PodPhase.Creating => "it is being made, or its making was broken off.",
        PodPhase.Removing => "it is being removed.",
        PodPhase.Starting => "it is being started, or that was broken off. Start it again.",
        PodPhase.Stopping => "it is being stopped, or that was broken off. Stop it again.",
        PodPhase.Stopped => "it is stopped. Start it first.",
        _ when pod.BootId != Native.BootId.Current => "the host was rebooted, and its namespaces are gone. Start it first.",
        _ => "its namespaces were taken away. Stop it and start it again.",
    };
}
