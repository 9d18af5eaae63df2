using Youki.Runtime.Configuration;

namespace Youki.Runtime;

public sealed partial class YoukiRuntime : IPodRuntime
{
    /// <inheritdoc/>
    public async Task<PodId> CreatePodAsync(PodConfig config, CreatePodOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(options);
        PodChecks.Check(config, options);
        RequireNode(options.NodeId);
        if (Services.Options.SystemdCgroup)
        {
            throw new FeatureNotSupportedException("A pod with systemd's cgroups", "Its cgroup is made in the file system. Leave YoukiRuntimeOptions.SystemdCgroup at false.");
        }

        var id = options.PodId ?? PodId.New();
        await _parts.Work.RunAsync(
            giveUp => _parts.Pods.Starter.CreateAsync(id, config, options.NodeId, giveUp),
            undo: () => _parts.Pods.Stopper.RemoveAsync(id, new RemovePodOptions { Force = true }, CancellationToken.None),
            cancellationToken).ConfigureAwait(false);
        return id;
    }

    /// <inheritdoc/>
    public Task StartPodAsync(PodId podId, CancellationToken cancellationToken = default) =>
        _parts.Work.RunAsync(giveUp => _parts.Pods.Starter.StartAsync(podId, giveUp), cancellationToken);

    /// <inheritdoc/>
    public Task StopPodAsync(PodId podId, StopOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new StopOptions();
        StopOptionsChecks.Check(options);
        return _parts.Pods.Stopper.StopAsync(podId, options, cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemovePodAsync(PodId podId, RemovePodOptions? options = null, CancellationToken cancellationToken = default)
    {
        _ = podId.Value;
        return _parts.Work.RunAsync(giveUp => _parts.Pods.Stopper.RemoveAsync(podId, options ?? new RemovePodOptions(), giveUp), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<PodStatus> GetPodStatusAsync(PodId podId, CancellationToken cancellationToken = default) => _parts.Pods.Views.StatusAsync(podId, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PodStatus>> ListPodsAsync(NodeId nodeId, PodFilter? filter = null, CancellationToken cancellationToken = default) =>
        _parts.Pods.Views.ListAsync(nodeId, filter, cancellationToken);

    /// <inheritdoc/>
    public Task<PodDetails> InspectPodAsync(PodId podId, CancellationToken cancellationToken = default) => _parts.Pods.Views.InspectAsync(podId, cancellationToken);
}
