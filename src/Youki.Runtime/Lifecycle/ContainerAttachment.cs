using System.Runtime.CompilerServices;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Lifecycle;

/// <summary>One client's connection to a container. Where its output begins is fixed when it is made, whenever that is read.</summary>
internal sealed class ContainerAttachment : IContainerAttachment
{
    // Not disposed of: whoever reads may just be about to look at it.
    private readonly CancellationTokenSource _stop = new();
    private readonly IAsyncEnumerator<LogEntry> _output;
    private readonly Task<bool> _first;
    private readonly InputAttachment? _input;
    private readonly Func<TerminalSize, CancellationToken, Task> _resize;
    private int _reads;
    private volatile bool _isDisposed;

    public ContainerAttachment(
        ContainerId id, Func<CancellationToken, IAsyncEnumerable<LogEntry>> output, InputAttachment? input, Func<TerminalSize, CancellationToken, Task> resize)
    {
        ContainerId = id;
        _input = input;
        _resize = resize;
        _output = output(_stop.Token).GetAsyncEnumerator(_stop.Token);

        // Finds the place in the log before it waits for anything.
        _first = _output.MoveNextAsync().AsTask();
    }

    public ContainerId ContainerId { get; }

    public Stream? Input => _input;

    public async IAsyncEnumerable<LogEntry> ReadOutputAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (Interlocked.Exchange(ref _reads, 1) != 0)
        {
            throw new InvalidOperationException("The output of an attachment is read once. Attach again.");
        }

        await using var cancelling = cancellationToken.Register(_stop.Cancel).ConfigureAwait(false);
        try
        {
            for (var next = _first; await IsThereAsync(next, cancellationToken).ConfigureAwait(false); next = _output.MoveNextAsync().AsTask())
            {
                yield return _output.Current;
            }
        }
        finally
        {
            await _output.DisposeAsync().ConfigureAwait(false);
        }
    }

    public Task ResizeAsync(TerminalSize size, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _resize(size, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (_input is not null)
        {
            await _input.DisposeAsync().ConfigureAwait(false);
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        if (Interlocked.Exchange(ref _reads, 1) == 0)
        {
            await ((Task)_first).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _output.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Whether there is another entry: not when the attachment was disposed of meanwhile.</summary>
    private async Task<bool> IsThereAsync(Task<bool> next, CancellationToken cancellationToken)
    {
        try
        {
            return await next.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_isDisposed && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
