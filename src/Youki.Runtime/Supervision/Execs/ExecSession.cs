using System.Runtime.CompilerServices;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision.Execs;

/// <summary>A command that this process has started in a container, and follows to its end.</summary>
internal sealed class ExecSession : IContainerExec
{
    private static readonly TimeSpan ContainerLimit = TimeSpan.FromMilliseconds(100);

    private readonly ExecTools _tools;
    private readonly ExecPlan _plan;
    private readonly LaunchedExec _launched;
    private readonly ExecWatch _watch;
    private readonly Task<ExecResult> _end;
    private readonly Lock _lock = new();
    private Task<OutputKeeper?>? _output;
    private int _disposed;

    /// <param name="tools">What it works with.</param>
    /// <param name="plan">The command.</param>
    /// <param name="init">The container's first process.</param>
    /// <param name="launched">Its processes and streams; the session disposes of them.</param>
    /// <param name="finish">Told of the end: what was made for the command can go.</param>
    public ExecSession(ExecTools tools, ExecPlan plan, ProcessIdentity init, LaunchedExec launched, Func<ExecResult?, Task> finish)
    {
        (_tools, _plan, _launched) = (tools, plan, launched);
        _watch = new ExecWatch(tools, plan.Container.Id, plan.Record, launched);
        Input = launched.Socket is { } socket && plan.OpenStdin ? new ExecInput(socket) : Stream.Null;
        _end = RunAsync(init, finish);

        // Whoever does not wait for it is not told; the log is.
        _ = _end.ContinueWith(static end => end.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    public ExecId Id => _plan.Record.Id;

    public ContainerId ContainerId => _plan.Container.Id;

    public int Pid => _launched.Process.Pid;

    public Stream Input { get; }

    /// <summary>Ends when the command and its monitor have.</summary>
    public Task Ended => _end;

    public async IAsyncEnumerable<OutputChunk> ReadOutputAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_launched.Socket is not { } socket)
        {
            yield break;
        }

        // Who waits for the end does not wait for this reader.
        if (!TryClaim(() => Task.FromResult<OutputKeeper?>(null)))
        {
            throw new InvalidOperationException($"The output of command {Id} can be read once, and somebody reads it already.");
        }

        try
        {
            while (await socket.ReceiveAsync(new byte[ExecSocket.LongestOutput], cancellationToken).ConfigureAwait(false) is { } chunk)
            {
                yield return chunk;
            }
        }
        finally
        {
            // One that stops reading in the middle does not want the rest.
            _ = new OutputKeeper(0).ReadAsync(socket, CancellationToken.None);
        }
    }

    /// <summary>Collects the output from the beginning.</summary>
    public void Keep(int limit) => TryClaim(() => KeepAsync(limit));

    public async Task ResizeAsync(TerminalSize size, CancellationToken cancellationToken = default)
    {
        if (!_plan.Terminal)
        {
            throw new InvalidOperationException($"Command {Id} has no terminal. Start it with {nameof(ExecOptions)}.{nameof(ExecOptions.Terminal)}.");
        }

        await _tools.Control.ResizeAsync(_plan.Layout.ControlFifo, size, cancellationToken).ConfigureAwait(false);
    }

    public Task<bool> SignalAsync(Signal signal, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(signal.Number, nameof(signal));
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_launched.Process.TrySignal(signal));
    }

    public async Task<ExecResult> WaitAsync(CancellationToken cancellationToken = default)
    {
        Keep(0);
        var result = await _end.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await _output!.WaitAsync(cancellationToken).ConfigureAwait(false) is { } keeper ? keeper.AddTo(result) : result;
    }

    /// <summary>Kills the command, with all that it has started, unless it has ended.</summary>
    public void Kill() => _watch.Kill();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _watch.Kill();
            _launched.Socket?.Dispose();
        }

        await ((Task)_end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private bool TryClaim(Func<Task<OutputKeeper?>> reader)
    {
        lock (_lock)
        {
            var first = _output is null;
            _output ??= reader();
            return first;
        }
    }

    private async Task<OutputKeeper?> KeepAsync(int limit)
    {
        await Task.Yield(); // Not under the lock.
        var keeper = new OutputKeeper(limit);
        if (_launched.Socket is { } socket)
        {
            await keeper.ReadAsync(socket, CancellationToken.None).ConfigureAwait(false);
        }

        return keeper;
    }

    private async Task<ExecResult> RunAsync(ProcessIdentity init, Func<ExecResult?, Task> finish)
    {
        ExecResult? result = null;
        try
        {
            await _watch.RunAsync().ConfigureAwait(false);
            await WaitForContainerAsync(init).ConfigureAwait(false);
            return result = ExecEnds.Read(_plan.Container, init, _plan.Layout, _plan.Record, ExecLauncher.Read(_launched.Answers), _watch.TimedOut, _tools.Time.GetUtcNow());
        }
        finally
        {
            _launched.Answers.Dispose();
            await finish(result).ConfigureAwait(false);
        }
    }

    /// <summary>Whoever ends a container may kill the command a moment before the container's first process.</summary>
    private async Task WaitForContainerAsync(ProcessIdentity init)
    {
        if (_watch.TimedOut || _watch.IsKilled || !ExecEnds.IsKilled(ExecLauncher.Read(_launched.Answers)) || ExecEnds.IsEnding(init))
        {
            return;
        }

        using var process = init.TryOpen();
        using var limit = new CancellationTokenSource(ContainerLimit, _tools.Time);
        try
        {
            await (process is null ? Task.CompletedTask : _tools.Waiter.WaitReadableAsync(process, limit.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It goes on: the command was killed alone.
        }
    }
}
