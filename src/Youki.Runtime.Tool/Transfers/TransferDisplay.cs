using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Transfers;

/// <summary>Shows on standard error how the transfer of an image goes on, until it is disposed. Nothing is shown where nothing is transferred.</summary>
internal abstract class TransferDisplay : IProgress<ImageProgress>, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private bool _began;
    private bool _ended;

    /// <returns>Bars on a terminal, lines elsewhere, where what is logged goes between them too; null where the person wants none.</returns>
    public static TransferDisplay? Open(ToolSession session, bool quiet)
    {
        var isSmart = session.Host.EnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";
        return quiet ? null
            : session.Host.ErrorIsTerminal && isSmart && !session.Settings.Debug ? new TransferBars(session.Host)
            : new TransferLines(session.Host);
    }

    public void Report(ImageProgress value)
    {
        lock (_lock)
        {
            // Where all was there already, that is the first that is heard.
            var saysNothing = !_began && value is { Layer: null, Phase: ImagePhase.Complete or ImagePhase.AlreadyExists };
            if (_ended || saysNothing)
            {
                return;
            }

            _began = true;
            Show(value);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _ended = true;
        }

        await EndAsync();
    }

    /// <summary>Shows a report; never two at once.</summary>
    protected abstract void Show(ImageProgress value);

    protected abstract Task EndAsync();
}
