namespace Youki.Runtime;

/// <summary>
/// Pods: groups of containers that share namespaces, a cgroup with limits, and a directory. A pod outlives each of its containers, and any process of this library. Its
/// shape is that of a Kubernetes sandbox: RunPodSandbox is <see cref="CreatePodAsync"/>, and containers join with <see cref="CreateContainerOptions.PodId"/>.
/// </summary>
public interface IPodRuntime
{
    /// <summary>Makes a pod; it is ready then.</summary>
    /// <exception cref="PodExistsException">There is one with this id.</exception>
    /// <exception cref="ContainerConfigException">The configuration has errors; all of them are listed.</exception>
    /// <exception cref="FeatureNotSupportedException">Something is asked for that cannot be applied here.</exception>
    /// <exception cref="HostResourceException">Something of the host could not be taken; what was is given back.</exception>
    Task<PodId> CreatePodAsync(PodConfig config, CreatePodOptions options, CancellationToken cancellationToken = default);

    /// <summary>Makes a pod's namespaces anew after a stop or a reboot. Its containers are started on their own. A ready one stays as it is.</summary>
    /// <exception cref="PodNotFoundException">There is no such pod.</exception>
    /// <exception cref="PodStatusException">It is being made or removed, or containers of it still run.</exception>
    Task StartPodAsync(PodId podId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stops its containers, the youngest first, and gives back what it shares. Its configuration and its stopped containers stay. One that is stopped stays so; a
    /// stop that was broken off is taken up by the next.
    /// </summary>
    /// <param name="podId">The pod.</param>
    /// <param name="options">How each container is stopped. Null: as the container says.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="PodNotFoundException">There is no such pod.</exception>
    /// <exception cref="PodStatusException">It is being made or removed.</exception>
    Task StopPodAsync(PodId podId, StopOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Removes a pod that is stopped, with the containers that it has. One that is not there is no error.</summary>
    /// <exception cref="PodStatusException">It is ready, or containers of it run, and it is not removed by force.</exception>
    Task RemovePodAsync(PodId podId, RemovePodOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Where a pod stands.</summary>
    /// <exception cref="PodNotFoundException">There is no such pod.</exception>
    Task<PodStatus> GetPodStatusAsync(PodId podId, CancellationToken cancellationToken = default);

    /// <summary>The pods of a node, oldest first. One whose files cannot be read is listed with state unknown and the reason.</summary>
    Task<IReadOnlyList<PodStatus>> ListPodsAsync(NodeId nodeId, PodFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>All that is known of a pod.</summary>
    /// <exception cref="PodNotFoundException">There is no such pod.</exception>
    Task<PodDetails> InspectPodAsync(PodId podId, CancellationToken cancellationToken = default);
}
