namespace Youki.Runtime.Tool.Terminals;

/// <summary>While it lasts, the person's terminal is the process's: each key goes to it as it is typed, and its terminal has the size of ours.</summary>
internal sealed class TerminalSession : IAsyncDisposable
{
    private readonly IDisposable _raw;
    private readonly ResizeForwarder _sizes;

    private TerminalSession(IDisposable raw, ResizeForwarder sizes) => (_raw, _sizes) = (raw, sizes);

    /// <param name="terminal">The person's terminal.</param>
    /// <param name="resize">Sets the size of the process's terminal.</param>
    public static TerminalSession Begin(ITerminal terminal, Func<TerminalSize, CancellationToken, Task> resize)
    {
        var raw = terminal.EnterRawMode();
        try
        {
            return new TerminalSession(raw, ResizeForwarder.Begin(terminal, resize));
        }
        catch
        {
            raw.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _raw.Dispose();
        await _sizes.DisposeAsync();
    }
}
