using Youki.Runtime.Diagnostics;
using Youki.Runtime.Supervision.Execs;

namespace Youki.Runtime;

public sealed partial class YoukiRuntime
{
    private const int DefaultOutputLimit = 1024 * 1024;

    /// <inheritdoc/>
    public async Task<ExecResult> ExecAsync(ContainerId containerId, ExecOptions options, CancellationToken cancellationToken = default)
    {
        var exec = await StartExecAsync(containerId, options, detached: false, cancellationToken).ConfigureAwait(false);
        await using var disposal = exec.ConfigureAwait(false);
        exec.Keep(options.OutputLimit ?? DefaultOutputLimit);

        // Nothing is ever written to it.
        await exec.Input.DisposeAsync().ConfigureAwait(false);
        var result = await exec.WaitAsync(cancellationToken).ConfigureAwait(false);
        return result.End == ExecEnd.StartError
            ? throw new ContainerStartException(containerId, StartFailure.CommandNotExecutable, $"The command could not be started in container {containerId}: {result.ErrorMessage}")
            : result;
    }

    /// <inheritdoc/>
    public async Task<IContainerExec> StartExecAsync(ContainerId containerId, ExecOptions options, CancellationToken cancellationToken = default) =>
        await StartExecAsync(containerId, options, detached: false, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<ExecId> StartDetachedExecAsync(ContainerId containerId, ExecOptions options, CancellationToken cancellationToken = default) =>
        (await StartExecAsync(containerId, options, detached: true, cancellationToken).ConfigureAwait(false)).Id;

    /// <inheritdoc/>
    public Task<ExecResult> WaitExecAsync(ContainerId containerId, ExecId execId, CancellationToken cancellationToken = default) =>
        _parts.Execs.Views.WaitAsync(containerId, execId, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SignalExecAsync(ContainerId containerId, ExecId execId, Signal signal, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(signal.Number, nameof(signal));
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_parts.Execs.Views.Signal(containerId, execId, signal));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExecStatus>> ListExecsAsync(ContainerId containerId, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_parts.Execs.Views.List(containerId));
    }

    private async Task<ExecSession> StartExecAsync(ContainerId containerId, ExecOptions options, bool detached, CancellationToken cancellationToken)
    {
        ExecSession? session = null;
        await _parts.Telemetry.RunAsync(
            _parts.Telemetry.Exec,
            () => _parts.Work.RunAsync(
                async giveUp => session = await _parts.Execs.Starter.StartAsync(containerId, options, detached, giveUp).ConfigureAwait(false),
                undo: async () => await session!.DisposeAsync().ConfigureAwait(false),
                cancellationToken),
            ContainerTags.Of(containerId)).ConfigureAwait(false);
        return session!;
    }
}
