using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Configuration;
using Youki.Runtime.DependencyInjection;
using Youki.Runtime.Diagnostics;
using Youki.Runtime.Lifecycle;
using Youki.Runtime.Node;
using Youki.Runtime.Security.Seccomp;

namespace Youki.Runtime;

/// <summary>
/// Runs containers on this host with youki, runc or crun. The truth is on disk and in the kernel: several processes may work on the same directories, and
/// containers go on when any of them dies. Safe for use by many threads.
/// </summary>
/// <remarks>Made by <see cref="Create"/>, or injected after <c>services.AddYoukiRuntime()</c>. Disposing it leaves containers running.</remarks>
public sealed partial class YoukiRuntime : IContainerRuntime, IHostInspector, IAsyncDisposable, IDisposable
{
    private readonly RuntimeParts _parts;

    internal YoukiRuntime(RuntimeParts parts) => _parts = parts;

    internal NodeHealth Health => _parts.Health;

    private LifecycleServices Services => _parts.Services;

    /// <summary>Makes a runtime without dependency injection.</summary>
    /// <param name="options">How it works. Null: the defaults.</param>
    /// <param name="loggerFactory">Where it logs. Null: nowhere.</param>
    /// <param name="registryHandlers">What requests to registries go through. Null: connections of this library's own.</param>
    /// <exception cref="OptionsValidationException">The options have errors; all of them are listed.</exception>
    public static YoukiRuntime Create(YoukiRuntimeOptions? options = null, ILoggerFactory? loggerFactory = null, IRegistryHandlerFactory? registryHandlers = null)
    {
        options ??= new YoukiRuntimeOptions();
        var problems = new IValidateOptions<YoukiRuntimeOptions>[] { new OptionsAnnotationsValidator(), new OptionsValidator() }
            .SelectMany(validator => validator.Validate(Options.DefaultName, options).Failures ?? [])
            .ToList();
        return problems.Count == 0
            ? new YoukiRuntime(RuntimeParts.Build(Options.Create(options), loggerFactory ?? NullLoggerFactory.Instance, TimeProvider.System, [], [], registryHandlers: registryHandlers))
            : throw new OptionsValidationException(Options.DefaultName, typeof(YoukiRuntimeOptions), problems);
    }

    /// <inheritdoc/>
    public async Task InitializeNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default)
    {
        _ = nodeId.Value;
        _parts.PrepareDirectories(await _parts.Runtimes.ResolveAsync(cancellationToken).ConfigureAwait(false));
        _parts.MonitorCgroup.Check();
        await _parts.Recovery.RecoverAsync(nodeId, cancellationToken).ConfigureAwait(false);
        await _parts.Pods.Recovery.RecoverAsync(nodeId, cancellationToken).ConfigureAwait(false);
        Services.Store.Node(nodeId).IsInitialized = true;
        _parts.Nodes.Owners.Own(nodeId);
    }

    /// <inheritdoc/>
    public async Task<ContainerId> CreateContainerAsync(ContainerConfig config, CreateContainerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(options);
        config = SeccompFile.Load(config);
        ContainerConfigValidator.Validate(config, options);
        RequireNode(options.NodeId);
        var id = options.ContainerId ?? ContainerId.New();
        var container = await _parts.Drafts.MakeAsync(config, options, id, cancellationToken).ConfigureAwait(false);
        ContainerConfigValidator.CheckMonitor(container.Config, container.Monitor, id);
        _parts.Capacity.Support.Check(id, container.Config);
        using var contents = _parts.Volumes.Contents.Hold(id, options.Files);
        await _parts.Telemetry.RunAsync(
            _parts.Telemetry.Create,
            () => _parts.Work.RunAsync(
                giveUp => _parts.Creator.CreateAsync(container, options, giveUp),
                undo: () => _parts.Remover.RemoveAsync(id, new RemoveOptions { Force = true }, CancellationToken.None),
                cancellationToken),
            ContainerTags.Of(id, options.NodeId, config),
            container.Runtime.Flavor).ConfigureAwait(false);
        return id;
    }

    /// <inheritdoc/>
    public Task StartContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default) =>
        _parts.Telemetry.RunAsync(
            _parts.Telemetry.Start,
            () => _parts.Work.RunAsync(giveUp => _parts.Starter.StartAsync(Known(containerId), giveUp), cancellationToken),
            ContainerTags.Of(containerId));

    /// <inheritdoc/>
    public Task StopContainerAsync(ContainerId containerId, StopOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new StopOptions();
        StopOptionsChecks.Check(options);
        return _parts.Telemetry.RunAsync(_parts.Telemetry.Stop, () => _parts.Stopper.StopAsync(Known(containerId), options, cancellationToken), ContainerTags.Of(containerId));
    }

    /// <inheritdoc/>
    public async Task KillContainerAsync(ContainerId containerId, Signal signal, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(signal.Number, nameof(signal));
        var container = Services.Store.Read(containerId);
        var observed = await Services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        _parts.Signaller.Send(container, observed, signal);
    }

    /// <inheritdoc/>
    public async Task<ContainerExit> WaitContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default)
    {
        var container = await MadeAsync(containerId, cancellationToken).ConfigureAwait(false);
        var exit = await Services.Waiter.WaitAsync(container, cancellationToken).ConfigureAwait(false);
        Services.TellExit(container, exit);
        return exit;
    }

    /// <inheritdoc/>
    public Task RemoveContainerAsync(ContainerId containerId, RemoveOptions? options = null, CancellationToken cancellationToken = default)
    {
        _ = containerId.Value;
        return _parts.Telemetry.RunAsync(
            _parts.Telemetry.Remove,
            () => _parts.Work.RunAsync(giveUp => _parts.Remover.RemoveAsync(containerId, options ?? new RemoveOptions(), giveUp), cancellationToken),
            ContainerTags.Of(containerId));
    }

    /// <inheritdoc/>
    public Task<ContainerStatus> GetContainerStatusAsync(ContainerId containerId, CancellationToken cancellationToken = default) =>
        _parts.Views.StatusAsync(containerId, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ContainerStatus>> ListContainersAsync(NodeId nodeId, ContainerFilter? filter = null, CancellationToken cancellationToken = default) =>
        _parts.Views.ListAsync(nodeId, filter, cancellationToken);

    /// <inheritdoc/>
    public Task<ContainerDetails> InspectContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default) =>
        _parts.Views.InspectAsync(containerId, cancellationToken);

    /// <inheritdoc/>
    public Task<HostReport> InspectHostAsync(CancellationToken cancellationToken = default) => _parts.Inspector.InspectAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<NodeResources> GetNodeResourcesAsync(CancellationToken cancellationToken = default)
    {
        // It reads files, of every container one.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        cancellationToken.ThrowIfCancellationRequested();
        return _parts.Capacity.Measure();
    }

    /// <summary>Ends the watching of containers; they go on. Operations that were cancelled are waited for until they are undone.</summary>
    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    /// <summary>As <see cref="DisposeAsync"/>, without the waiting.</summary>
    public void Dispose() => _parts.Dispose();

    /// <summary>The container, once its making is over.</summary>
    private async Task<ContainerRecord> MadeAsync(ContainerId id, CancellationToken cancellationToken)
    {
        if (Services.Store.Read(id) is { Phase: not ContainerPhase.Creating } container)
        {
            return container;
        }

        using var held = await Services.LockAsync(id, cancellationToken).ConfigureAwait(false);
        return Services.Store.Read(id);
    }

    private void RequireNode(NodeId node)
    {
        if (!Services.Store.Node(node).IsInitialized)
        {
            throw new InvalidOperationException($"Node {node} is not initialized. Call {nameof(InitializeNodeAsync)} first.");
        }
    }

    private ContainerId Known(ContainerId id) => Services.Store.Read(id).Id;
}
