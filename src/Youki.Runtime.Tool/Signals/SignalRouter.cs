namespace Youki.Runtime.Tool.Signals;

/// <summary>A signal cancels what the tool does, until a foreground run redirects it to its container.</summary>
internal sealed class SignalRouter : IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();
    private readonly IDisposable _listening;
    private volatile Action<Signal>? _forward;
    private int _ignored;

    public SignalRouter(ISignalSource source) => _listening = source.Listen(OnSignal);

    /// <summary>Cancelled by the first signal that was not redirected.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>The signal that cancelled. Null: none did.</summary>
    public Signal? Received { get; private set; }

    /// <summary>Hands all further signals to the container.</summary>
    public void Redirect(Action<Signal> forward) => _forward = forward;

    /// <summary>The container has ended, or is left alone: signals are the tool's own again.</summary>
    public void EndRedirect() => _forward = null;

    public void Dispose() => _listening.Dispose();

    private bool OnSignal(Signal signal)
    {
        if (_forward is { } forward)
        {
            forward(signal);
            return true;
        }

        Received ??= signal;
        _cancelled.Cancel();

        // Who insists is obeyed: from the third on, the signal ends the tool while it still undoes.
        return Interlocked.Increment(ref _ignored) < 3;
    }
}
