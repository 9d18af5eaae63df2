using System.Threading.Channels;

namespace Youki.Runtime.Tool.Signals;

/// <summary>Passes the tool's signals on to a container, one after the other, once it runs.</summary>
internal sealed class SignalForwarder : IAsyncDisposable
{
    // As docker: who presses ctrl-C three times at a container that does not care wants the terminal back.
    private const int Patience = 3;

    private readonly Channel<Signal> _signals = Channel.CreateUnbounded<Signal>();

    // Not disposed of, here and in the router: a signal may just be on its way.
    private readonly CancellationTokenSource _gaveUp = new();
    private Task _forwarding = Task.CompletedTask;
    private int _asked;

    /// <summary>Cancelled when the container was asked to end often enough in vain.</summary>
    public CancellationToken GaveUp => _gaveUp.Token;

    public void Post(Signal signal)
    {
        _signals.Writer.TryWrite(signal);
        if ((signal == Signal.Interrupt || signal == Signal.Term) && Interlocked.Increment(ref _asked) == Patience)
        {
            _gaveUp.Cancel();
        }
    }

    /// <summary>Sends what has come so far, and all that comes.</summary>
    public void Start(IContainerRuntime runtime, ContainerId id) => Start(signal => runtime.KillContainerAsync(id, signal));

    /// <summary>As above, to whatever takes signals.</summary>
    public void Start(Func<Signal, Task> send) => _forwarding = ForwardAsync(send);

    public async ValueTask DisposeAsync()
    {
        _signals.Writer.TryComplete();
        await _forwarding;
    }

    private async Task ForwardAsync(Func<Signal, Task> send)
    {
        await foreach (var signal in _signals.Reader.ReadAllAsync())
        {
            try
            {
                await send(signal);
            }
            catch (YoukiException)
            {
                // It has ended meanwhile, or refuses; the wait for its end tells.
            }
        }
    }
}
