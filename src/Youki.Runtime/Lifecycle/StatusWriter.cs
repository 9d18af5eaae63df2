using Youki.Runtime.Bundles;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Lifecycle;

/// <summary>Puts together what callers see of a container.</summary>
internal static class StatusWriter
{
    public static ContainerStatus Status(ContainerRecord container, RunObservation observed) => new()
    {
        Id = container.Id,
        NodeId = container.NodeId,
        WorkloadId = container.WorkloadId,
        PodId = container.PodId,
        Name = container.Config.Name,
        Image = container.Config.Image,
        State = observed.State,
        Run = container.Run,
        Pid = observed.Exit is null ? observed.Run?.Pid : null,
        ExitCode = observed.Exit?.ExitCode,
        Reason = observed.Exit?.Reason,
        ErrorMessage = observed.Exit?.ErrorMessage,
        CreatedAt = container.CreatedAt,
        StartedAt = observed.Run?.StartedAt ?? observed.Run?.StartRequestedAt,
        FinishedAt = observed.Exit?.FinishedAt,
        Labels = container.Config.Labels,
    };

    /// <summary>A container whose files cannot be read.</summary>
    public static ContainerStatus Unknown(ContainerId id, NodeId node, RecordException error) => new()
    {
        Id = id,
        NodeId = node,
        Image = "",
        State = ContainerState.Unknown,
        Run = 0,
        ErrorMessage = error.Message,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    public static bool Matches(this ContainerFilter filter, ContainerStatus status) =>
        (filter.Name is null || filter.Name == status.Name)
        && (filter.States is null || filter.States.Contains(status.State))
        && (filter.WorkloadId is null || filter.WorkloadId == status.WorkloadId)
        && (filter.PodId is null || filter.PodId == status.PodId)
        && (filter.Labels?.All(wanted => status.Labels is { } labels && labels.TryGetValue(wanted.Key, out var value) && (wanted.Value ?? value) == value) ?? true);
}
