namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>Pods in memory.</summary>
internal sealed class FakePods : IPodRuntime
{
    private readonly List<(PodStatus Status, PodConfig Config)> _pods = [];

    public List<string> Calls { get; } = [];

    public PodConfig OnlyConfig => _pods.Single().Config;

    public IReadOnlyList<ContainerStatus> Containers { get; set; } = [];

    public Task<PodId> CreatePodAsync(PodConfig config, CreatePodOptions options, CancellationToken cancellationToken = default)
    {
        var id = options.PodId ?? PodId.New();
        _pods.Add((new PodStatus { Id = id, NodeId = options.NodeId, Name = config.Name, State = PodState.Ready, Hostname = "h", CreatedAt = DateTimeOffset.UnixEpoch }, config));
        return Task.FromResult(id);
    }

    public Task StartPodAsync(PodId podId, CancellationToken cancellationToken = default) => Call("start", podId);

    public Task StopPodAsync(PodId podId, StopOptions? options = null, CancellationToken cancellationToken = default) => Call($"stop {options?.Timeout?.TotalSeconds}", podId);

    public Task RemovePodAsync(PodId podId, RemovePodOptions? options = null, CancellationToken cancellationToken = default) => Call($"rm {options?.Force}", podId);

    public Task<PodStatus> GetPodStatusAsync(PodId podId, CancellationToken cancellationToken = default) => Task.FromResult(_pods.Single(pod => pod.Status.Id == podId).Status);

    public Task<IReadOnlyList<PodStatus>> ListPodsAsync(NodeId nodeId, PodFilter? filter = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<PodStatus>>([.. _pods.Select(pod => pod.Status).Where(status => filter?.Name is null || filter.Name == status.Name)]);

    public Task<PodDetails> InspectPodAsync(PodId podId, CancellationToken cancellationToken = default)
    {
        var (status, config) = _pods.Single(pod => pod.Status.Id == podId);
        return Task.FromResult(new PodDetails { Status = status, Config = config, Directory = "/d", CgroupPath = "/c", Namespaces = new Dictionary<string, string>(), Containers = Containers });
    }

    private Task Call(string call, PodId id)
    {
        Calls.Add($"{call} {id}");
        return Task.CompletedTask;
    }
}
