using Youki.Runtime.Bundles;
using Youki.Runtime.Lifecycle.Pods;
using Youki.Runtime.Node;

namespace Youki.Runtime.Lifecycle;

/// <summary>Makes the records that containers begin with.</summary>
internal sealed class ContainerDrafts(LifecycleServices services, RuntimeResolver runtimes, MonitorResolver monitors, PodFinder pods)
{
    /// <exception cref="PodNotFoundException">It is to be in a pod that is not there.</exception>
    /// <exception cref="PodStatusException">It is to be in a pod that is not ready.</exception>
    public async Task<ContainerRecord> MakeAsync(ContainerConfig config, CreateContainerOptions options, ContainerId id, CancellationToken cancellationToken) => new()
    {
        SchemaVersion = ContainerRecord.CurrentSchemaVersion,
        Id = id,
        NodeId = options.NodeId,
        WorkloadId = options.WorkloadId,
        PodId = options.PodId,
        Config = new MountOrigins(services).Complete(config, options) with { SchemaVersion = ContainerConfig.CurrentSchemaVersion },
        ExitCommand = options.ExitCommand,
        Runtime = await runtimes.ResolveAsync(cancellationToken).ConfigureAwait(false),
        Monitor = monitors.Resolve(),
        CgroupPath = options.PodId is { } pod ? $"{pods.ReadyFor(pod, options.NodeId, id).CgroupPath}/{id.Value}" : RecordGuess.CgroupPathOf(services.Options, id),
        CreatedAt = services.Time.GetUtcNow(),
        Phase = ContainerPhase.Creating,
        Run = 0,
    };
}
