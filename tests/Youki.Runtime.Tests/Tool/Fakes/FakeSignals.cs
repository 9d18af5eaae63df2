using Youki.Runtime.Tool.Signals;

namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>Signals that a test sends to the tool.</summary>
internal sealed class FakeSignals : ISignalSource
{
    private Func<Signal, bool>? _handler;

    public IDisposable Listen(Func<Signal, bool> handler)
    {
        _handler = handler;
        return new MemoryStream();
    }

    public bool Send(Signal signal) => _handler!(signal);
}
