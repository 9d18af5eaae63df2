using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;
using Youki.Runtime.Tool.Signals;
using Youki.Runtime.Tool.Terminals;

namespace Youki.Runtime.Tool;

/// <summary>Everything that the tool touches outside of itself.</summary>
internal sealed record ToolHost
{
    public required Stream Input { get; init; }

    public required Stream Output { get; init; }

    public required Stream Error { get; init; }

    public required bool InputIsTerminal { get; init; }

    public required bool OutputIsTerminal { get; init; }

    public required bool ErrorIsTerminal { get; init; }

    /// <summary>How large the terminal of standard error is at this moment.</summary>
    public required Func<TerminalSize> ErrorTerminalSize { get; init; }

    /// <summary>The terminal of standard input, where <see cref="InputIsTerminal"/>.</summary>
    public required ITerminal Terminal { get; init; }

    /// <summary>Lets the terminal of standard input show nothing of what is typed, until the answer is disposed.</summary>
    public required Func<IDisposable> HideInput { get; init; }

    public required Func<string, string?> EnvironmentVariable { get; init; }

    public required string CurrentDirectory { get; init; }

    public required TimeProvider Time { get; init; }

    public required ISignalSource Signals { get; init; }

    /// <summary>How another process starts this tool, without any environment: an absolute program and its first arguments.</summary>
    public required IReadOnlyList<string> SelfCommand { get; init; }

    public required RuntimeOpener OpenRuntime { get; init; }

    public static ToolHost ForProcess() => new()
    {
        Input = new DescriptorInput(0),
        Output = new DescriptorStream(1),
        Error = new DescriptorStream(2),
        InputIsTerminal = !Console.IsInputRedirected,
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        ErrorTerminalSize = TerminalWindow.OfStandardError,
        Terminal = new InputTerminal(),
        HideInput = TerminalEcho.Off,
        EnvironmentVariable = Environment.GetEnvironmentVariable,
        CurrentDirectory = Environment.CurrentDirectory,
        Time = TimeProvider.System,
        Signals = new PosixSignalSource(),
        SelfCommand = Sessions.SelfCommand.OfThisProcess(),
        OpenRuntime = RuntimeFactory.Open,
    };
}
