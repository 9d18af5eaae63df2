using Youki.Runtime.Tool.Terminals;

namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>A terminal that a test resizes, and whose mode it sees.</summary>
internal sealed class FakeTerminal : ITerminal
{
    private Action? _resized;

    public TerminalSize? Size { get; private set; } = new(100, 40);

    /// <summary>Whether it is in raw mode now.</summary>
    public bool IsRaw { get; private set; }

    /// <summary>How often it was set to raw mode.</summary>
    public int RawModes { get; private set; }

    public IDisposable EnterRawMode()
    {
        IsRaw = true;
        RawModes++;
        return new Undo(() => IsRaw = false);
    }

    public IDisposable OnResize(Action handler)
    {
        _resized += handler;
        return new Undo(() => _resized -= handler);
    }

    public void Resize(TerminalSize size)
    {
        Size = size;
        _resized?.Invoke();
    }

    private sealed class Undo(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
