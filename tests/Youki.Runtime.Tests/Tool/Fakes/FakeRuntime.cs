using System.Runtime.CompilerServices;

namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>The library in memory, for tests of what the tool makes of it.</summary>
internal sealed partial class FakeRuntime : IContainerRuntime, IContainerLogs, IContainerExecution, IHostInspector
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private int _made;

    public List<FakeContainer> Containers { get; } = [];

    public List<ContainerId> Removed { get; } = [];

    public string Monitor { get; set; } = "conmon";

    /// <summary>What a container does when it is started.</summary>
    public Action<FakeContainer> OnStart { get; set; } = container => container.End(0);

    public Action<FakeContainer, Signal> OnSignal { get; set; } = (container, signal) => container.End(128 + signal.Number, ExitReason.Error);

    public Action<ContainerConfig> OnCreate { get; set; } = _ => { };

    /// <summary>What a creation reports of the fetching of its image.</summary>
    public List<ImageProgress> PullProgress { get; } = [];

    public FakeContainer Add(string? name = null, ContainerState state = ContainerState.Running, string? id = null, string image = "dir:/srv/rootfs")
    {
        var container = new FakeContainer
        {
            Config = new ContainerConfig { Image = image, Name = name, Args = ["sleep", "1000"] },
            Options = new CreateContainerOptions { NodeId = NodeId.Parse("local") },
            Status = new ContainerStatus
            {
                Id = id is null ? NewId() : ContainerId.Parse(id),
                NodeId = NodeId.Parse("local"),
                Name = name,
                Image = image,
                State = state,
                Run = 1,
                CreatedAt = Now.AddMinutes(-5),
                StartedAt = state == ContainerState.Created ? null : Now.AddMinutes(-3),
            },
        };
        Containers.Add(container);
        return container;
    }

    public Task InitializeNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task<ContainerId> CreateContainerAsync(ContainerConfig config, CreateContainerOptions options, CancellationToken cancellationToken = default)
    {
        OnCreate(config);
        PullProgress.ForEach(progress => options.Pull?.Progress?.Report(progress));
        cancellationToken.ThrowIfCancellationRequested();
        var container = new FakeContainer
        {
            Config = config,
            Options = options,
            Status = Add(config.Name, ContainerState.Created, options.ContainerId?.Value, config.Image).Status with { CreatedAt = Now },
        };
        Containers[^1] = container;
        return Task.FromResult(container.Status.Id);
    }

    public Task StartContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default)
    {
        var container = Get(containerId);
        container.Calls.Add("start");
        container.Exit = container.Status.State == ContainerState.Stopped ? new(TaskCreationOptions.RunContinuationsAsynchronously) : container.Exit;
        container.Status = container.Status with { State = ContainerState.Running, Pid = 1234, StartedAt = Now };
        OnStart(container);
        return Task.CompletedTask;
    }

    public Task StopContainerAsync(ContainerId containerId, StopOptions? options = null, CancellationToken cancellationToken = default)
    {
        Get(containerId).Calls.Add($"stop {options?.Timeout?.TotalSeconds}".TrimEnd());
        return Task.CompletedTask;
    }

    public Task KillContainerAsync(ContainerId containerId, Signal signal, CancellationToken cancellationToken = default)
    {
        var container = Get(containerId);
        container.Calls.Add($"kill {signal}");
        OnSignal(container, signal);
        return Task.CompletedTask;
    }

    public Task<ContainerExit> WaitContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default) =>
        Get(containerId).Exit.Task.WaitAsync(cancellationToken);

    public Task RemoveContainerAsync(ContainerId containerId, RemoveOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (Containers.Find(container => container.Status.Id == containerId) is { } found)
        {
            if (found.Status.State == ContainerState.Running && options?.Force != true)
            {
                throw new ContainerStatusException(containerId, found.Status.State, $"Container {containerId} runs. Stop it first, or force its removal.");
            }

            Containers.Remove(found);
            Removed.Add(containerId);
        }

        return Task.CompletedTask;
    }

    public Task<ContainerStatus> GetContainerStatusAsync(ContainerId containerId, CancellationToken cancellationToken = default) =>
        Task.FromResult(Get(containerId).Status);

    public Task<IReadOnlyList<ContainerStatus>> ListContainersAsync(NodeId nodeId, ContainerFilter? filter = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<ContainerStatus>>(
        [
            .. Containers.Select(container => container.Status)
                .Where(status => filter?.Name is not { } name || status.Name == name)
                .Where(status => filter?.States is not { } states || states.Contains(status.State)),
        ]);

    public Task<ContainerDetails> InspectContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default)
    {
        var container = Get(containerId);
        return Task.FromResult(new ContainerDetails
        {
            Status = container.Status,
            Config = container.Config,
            Image = container.Image,
            Runtime = A.Runtime(),
            Monitor = Monitor,
            BundlePath = "/bundles/x",
            LogPath = "/bundles/x/log/container.log",
            CgroupPath = "/x",
            Resources = [],
        });
    }

    public async IAsyncEnumerable<LogEntry> ReadLogsAsync(
        ContainerId containerId,
        LogOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var container = Get(containerId);
        container.LogOptions = options;
        if (options?.Follow == true)
        {
            await container.Exit.Task.WaitAsync(cancellationToken);
        }

        foreach (var entry in container.Log)
        {
            yield return entry;
        }
    }

    public Task<IContainerAttachment> AttachAsync(ContainerId containerId, AttachOptions? options = null, CancellationToken cancellationToken = default)
    {
        var container = Get(containerId);
        container.Calls.Add("attach");
        return Task.FromResult<IContainerAttachment>(new FakeAttachment(container, options ?? new AttachOptions()));
    }

    public Task<NodeResources> GetNodeResourcesAsync(CancellationToken cancellationToken = default) => Task.FromResult(new NodeResources
    {
        CpuCores = 4, CpuCoresRequested = 1.5, MemoryBytes = 8_000_000_000, MemoryBytesRequested = 2_000_000_000, MemoryBytesAvailable = 5_000_000_000,
        DiskBytes = 100_000_000_000, DiskBytesRequested = 1_000_000_000, DiskBytesAvailable = 50_000_000_000, Containers = 3, ContainersWithoutLimits = 1,
    });

    public Task<HostReport> InspectHostAsync(CancellationToken cancellationToken = default) => Task.FromResult(new HostReport
    {
        LibraryVersion = "0.1.0",
        Monitors = new MonitorSummary { Live = 3, Lost = [ContainerId.Parse("container-lost")], CgroupPath = "/orchestrator/.monitors" },
        KernelVersion = "6.1.0",
        CgroupMode = "v2",
        Runtime = A.Runtime(),
        Abilities = [new HostAbility { Name = "monitor", Available = false, Detail = "conmon is not in PATH", Fix = "Install conmon." }],
    });

    private static ContainerId NumberedId(int number) => ContainerId.Parse($"container-{number:x8}-0000-7000-8000-000000000000");

    private ContainerId NewId() => NumberedId(++_made);

    internal FakeContainer Get(ContainerId id) => Containers.Find(container => container.Status.Id == id) ?? throw new ContainerNotFoundException(id);
}
