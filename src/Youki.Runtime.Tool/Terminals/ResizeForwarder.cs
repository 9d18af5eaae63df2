using System.Threading.Channels;

namespace Youki.Runtime.Tool.Terminals;

/// <summary>Gives a process's terminal the size of ours: at once, and each time that ours changes. Of several changes that come while one is passed on, the last is.</summary>
internal sealed class ResizeForwarder : IAsyncDisposable
{
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly IDisposable _listening;
    private readonly Task _forwarding;

    private ResizeForwarder(ITerminal terminal, Func<TerminalSize, CancellationToken, Task> resize)
    {
        _listening = terminal.OnResize(() => _changes.Writer.TryWrite(true));
        _changes.Writer.TryWrite(true);
        _forwarding = ForwardAsync(terminal, resize);
    }

    public static ResizeForwarder Begin(ITerminal terminal, Func<TerminalSize, CancellationToken, Task> resize) => new(terminal, resize);

    public async ValueTask DisposeAsync()
    {
        _listening.Dispose();
        _changes.Writer.TryComplete();
        await _stop.CancelAsync();
        await _forwarding;
        _stop.Dispose();
    }

    private async Task ForwardAsync(ITerminal terminal, Func<TerminalSize, CancellationToken, Task> resize)
    {
        await foreach (var _ in _changes.Reader.ReadAllAsync())
        {
            try
            {
                if (terminal.Size is { } size && !_stop.IsCancellationRequested)
                {
                    await resize(size, _stop.Token);
                }
            }
            catch (Exception exception) when (exception is YoukiException or OperationCanceledException)
            {
                // The process has ended, or is about to: its size is nobody's concern.
            }
        }
    }
}
