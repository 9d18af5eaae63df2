namespace Youki.Runtime.Tool.Terminals;

/// <summary>The terminal of standard input.</summary>
internal interface ITerminal
{
    /// <summary>How large it is at this moment. Null: there is none, or it does not say.</summary>
    TerminalSize? Size { get; }

    /// <summary>Hands on each key as it is typed, control keys too, and shows nothing of it, until the answer is disposed of. However the tool ends, SIGKILL apart, the terminal is as before.</summary>
    /// <exception cref="ToolException">It cannot be set so.</exception>
    IDisposable EnterRawMode();

    /// <summary>Calls the handler each time that its size has changed, until the answer is disposed of.</summary>
    IDisposable OnResize(Action handler);
}
