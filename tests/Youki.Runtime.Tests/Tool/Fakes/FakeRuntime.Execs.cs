namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>Commands in containers.</summary>
internal sealed partial class FakeRuntime
{
    /// <summary>What was asked for.</summary>
    public List<ExecOptions> Execs { get; } = [];

    /// <summary>What a command does when it is started.</summary>
    public Action<FakeExec> OnExec { get; set; } = exec => exec.Finish(0);

    public async Task<ExecResult> ExecAsync(ContainerId containerId, ExecOptions options, CancellationToken cancellationToken = default) =>
        await (await StartExecAsync(containerId, options, cancellationToken)).WaitAsync(cancellationToken);

    public Task<IContainerExec> StartExecAsync(ContainerId containerId, ExecOptions options, CancellationToken cancellationToken = default)
    {
        var exec = new FakeExec(Get(containerId).Status.Id);
        Execs.Add(options);
        OnExec(exec);
        return Task.FromResult<IContainerExec>(exec);
    }

    public async Task<ExecId> StartDetachedExecAsync(ContainerId containerId, ExecOptions options, CancellationToken cancellationToken = default) =>
        (await StartExecAsync(containerId, options, cancellationToken)).Id;

    public Task<ExecResult> WaitExecAsync(ContainerId containerId, ExecId execId, CancellationToken cancellationToken = default) => throw new ExecNotFoundException(containerId, execId);

    public Task<bool> SignalExecAsync(ContainerId containerId, ExecId execId, Signal signal, CancellationToken cancellationToken = default) => throw new ExecNotFoundException(containerId, execId);

    public Task<IReadOnlyList<ExecStatus>> ListExecsAsync(ContainerId containerId, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<ExecStatus>>([]);
}
