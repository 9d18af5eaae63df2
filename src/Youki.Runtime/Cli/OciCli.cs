using Youki.Runtime.Cli.Verbs;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Cli;

/// <summary>The command line of an OCI runtime, one method per verb.</summary>
/// <remarks>
/// All methods throw <see cref="YoukiException"/>s of the type that says what went wrong. Verbs that change something are never killed: a cancellation or
/// a passed time limit ends only the waiting.
/// </remarks>
internal sealed class OciCli(IProcessRunner runner, RuntimeHandle runtime, TimeProvider timeProvider)
{
    private readonly OciInvoker _invoker = new(runner, runtime);

    private readonly OciStateReader _states = new(new(runner, runtime), runtime, timeProvider);

    /// <summary>Makes a container. What its process prints goes to a file for as long as it lives.</summary>
    /// <param name="verb">What to make it of.</param>
    /// <param name="output">Where its output goes.</param>
    /// <param name="timeLimit">How long it may take, hooks included. Null: as every call.</param>
    /// <param name="abandoned">Told when the waiting ended first, to undo what comes of it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task CreateAsync(
        CreateVerb verb, DetachedOutput output, TimeSpan? timeLimit = null, Action<Task>? abandoned = null, CancellationToken cancellationToken = default) =>
        _invoker.RunAsync(verb, new() { Detached = output, TimeLimit = timeLimit, Abandoned = abandoned }, cancellationToken);

    /// <summary>Lets a created container's process begin.</summary>
    public Task StartAsync(ContainerId id, CancellationToken cancellationToken = default) =>
        _invoker.RunAsync(PlainVerb.Start(id), OciCall.Default, cancellationToken);

    /// <summary>Tells where a container stands.</summary>
    public Task<OciState> StateAsync(ContainerId id, CancellationToken cancellationToken = default) => _states.ReadAsync(id, cancellationToken);

    /// <summary>Sends a signal. A container that has ended already throws <see cref="ContainerStatusException"/>.</summary>
    public Task KillAsync(KillVerb verb, CancellationToken cancellationToken = default) => _invoker.RunAsync(verb, OciCall.Default, cancellationToken);

    /// <summary>Removes a container from the runtime.</summary>
    public Task DeleteAsync(DeleteVerb verb, Action<Task>? abandoned = null, CancellationToken cancellationToken = default) =>
        _invoker.RunAsync(verb, new() { Abandoned = abandoned }, cancellationToken);

    /// <summary>Lists all containers of the runtime's root.</summary>
    public Task<IReadOnlyList<OciState>> ListAsync(CancellationToken cancellationToken = default) => _states.ListAsync(cancellationToken);

    /// <summary>Runs a process to its end. Killed by a signal, youki returns the signal's number, runc and crun 128 more.</summary>
    /// <param name="verb">What to run; not detached.</param>
    /// <param name="timeLimit">After this, the runtime is killed; the process inside lives on. Null: no limit.</param>
    /// <param name="cancellationToken">Kills the runtime as well.</param>
    public Task<CommandResult> ExecAsync(ExecVerb verb, TimeSpan? timeLimit = null, CancellationToken cancellationToken = default) =>
        _invoker.RunAsync(verb with { Detach = false }, new() { TimeLimit = timeLimit ?? Timeout.InfiniteTimeSpan }, cancellationToken);

    /// <summary>Starts a process and returns once it runs. What it prints goes to a file.</summary>
    public Task ExecDetachedAsync(ExecVerb verb, DetachedOutput output, Action<Task>? abandoned = null, CancellationToken cancellationToken = default) =>
        _invoker.RunAsync(verb with { Detach = true }, new() { Detached = output, Abandoned = abandoned }, cancellationToken);

    /// <summary>Freezes a container's processes.</summary>
    public Task PauseAsync(ContainerId id, CancellationToken cancellationToken = default) =>
        _invoker.RunAsync(PlainVerb.Pause(id), OciCall.Default, cancellationToken);

    /// <summary>Lets them go on.</summary>
    public Task ResumeAsync(ContainerId id, CancellationToken cancellationToken = default) =>
        _invoker.RunAsync(PlainVerb.Resume(id), OciCall.Default, cancellationToken);

    /// <summary>The process ids of a container, as the host sees them.</summary>
    public async Task<IReadOnlyList<int>> ProcessesAsync(ContainerId id, CancellationToken cancellationToken = default) =>
        OciOutput.Pids((await _invoker.RunAsync(new PsVerb(id), OciCall.Default, cancellationToken).ConfigureAwait(false)).Stdout);

    /// <summary>Changes a container's limits.</summary>
    /// <param name="id">The container.</param>
    /// <param name="resources">The OCI spec's <c>linux.resources</c>, as UTF-8 JSON.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task UpdateAsync(ContainerId id, ReadOnlyMemory<byte> resources, CancellationToken cancellationToken = default) =>
        _invoker.RunAsync(new UpdateVerb(id), new() { Input = resources }, cancellationToken);

    /// <summary>The statistics of this moment, in the runtime's own shape and units.</summary>
    public async Task<OciEvent> StatisticsAsync(ContainerId id, CancellationToken cancellationToken = default)
    {
        var result = await _invoker.RunAsync(new EventsVerb { Id = id }, OciCall.Default, cancellationToken).ConfigureAwait(false);
        return OciEvent.Of(runtime.Dialect.Events, OciOutput.Document("events", result.Stdout));
    }

    /// <summary>Events and statistics, until the runtime ends or the caller does not want more.</summary>
    public IAsyncEnumerable<OciEvent> EventsAsync(ContainerId id, TimeSpan interval, CancellationToken cancellationToken = default) =>
        new OciEventStream(_invoker, runtime.Dialect).ReadAsync(new() { Id = id, Interval = interval }, cancellationToken);

    /// <summary>What the runtime says it can do.</summary>
    public async Task<OciFeatures> FeaturesAsync(CancellationToken cancellationToken = default) =>
        OciOutput.Features((await _invoker.RunAsync(PlainVerb.Features, OciCall.Default, cancellationToken).ConfigureAwait(false)).Stdout);

    /// <summary>What the runtime tells people about the host; only youki does.</summary>
    public async Task<string> InfoAsync(CancellationToken cancellationToken = default) =>
        (await _invoker.RunAsync(PlainVerb.Info, OciCall.Default, cancellationToken).ConfigureAwait(false)).Stdout;

    /// <summary>Writes a sample config.json.</summary>
    public Task WriteSpecAsync(SpecVerb verb, CancellationToken cancellationToken = default) => _invoker.RunAsync(verb, OciCall.Default, cancellationToken);

    /// <summary>Writes a running container to an image.</summary>
    public Task CheckpointAsync(CheckpointVerb verb, TimeSpan? timeLimit = null, CancellationToken cancellationToken = default) =>
        _invoker.RunAsync(verb, new() { TimeLimit = timeLimit }, cancellationToken);

    /// <summary>Makes a running container of an image. What its process prints goes to a file.</summary>
    public Task RestoreAsync(RestoreVerb verb, DetachedOutput output, Action<Task>? abandoned = null, CancellationToken cancellationToken = default) =>
        _invoker.RunAsync(verb, new() { Detached = output, Abandoned = abandoned }, cancellationToken);
}
