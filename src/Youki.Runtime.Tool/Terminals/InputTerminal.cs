using System.Runtime.InteropServices;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Terminals;

/// <summary>The terminal of this process's standard input.</summary>
internal sealed class InputTerminal : ITerminal
{
    private const int StandardInput = 0;

    public TerminalSize? Size => TerminalWindow.OfStandardInput();

    public IDisposable EnterRawMode() => RawMode.Enter(StandardInput);

    public IDisposable OnResize(Action handler) => PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => handler());
}
