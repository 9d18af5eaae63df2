using System.Text;
using Microsoft.Extensions.Time.Testing;
using Youki.Runtime.Tool;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>Runs the tool in this process, over <see cref="FakeRuntime"/>.</summary>
internal sealed class ToolHarness
{
    public FakeRuntime Runtime { get; } = new();

    public FakeControl Control => new(Runtime);

    public FakeMonitor Monitor { get; } = new();

    public FakePods Pods { get; } = new();

    public FakeImages Images { get; } = new();

    public FakeVolumes Volumes { get; } = new();

    public FakeSignals Signals { get; } = new();

    public FakeTerminal Terminal { get; } = new();

    public Dictionary<string, string> Variables { get; } = [];

    public byte[] Input { get; set; } = [];

    public Stream? Output { get; set; }

    public Stream? Error { get; set; }

    public bool InputIsTerminal { get; set; }

    public bool OutputIsTerminal { get; set; }

    public bool ErrorIsTerminal { get; set; }

    public string CurrentDirectory { get; set; } = "/home/me";

    /// <summary>Whether what is typed was hidden at some time.</summary>
    public bool InputWasHidden { get; private set; }

    /// <summary>What the library was opened with.</summary>
    public ToolSettings? Settings { get; private set; }

    public async Task<ToolOutcome> RunAsync(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var exitCode = await YoukiCtl.RunAsync(Host(Output ?? output, Error ?? error), args);
        return new ToolOutcome(exitCode, Encoding.Latin1.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    private ToolHost Host(Stream output, Stream error) => new()
    {
        Input = new MemoryStream(Input),
        Output = output,
        Error = error,
        InputIsTerminal = InputIsTerminal,
        OutputIsTerminal = OutputIsTerminal,
        ErrorIsTerminal = ErrorIsTerminal,
        ErrorTerminalSize = () => new TerminalSize(100, 40),
        Terminal = Terminal,
        HideInput = () =>
        {
            InputWasHidden = true;
            return new MemoryStream();
        },
        EnvironmentVariable = name => Variables.GetValueOrDefault(name),
        CurrentDirectory = CurrentDirectory,
        Time = new FakeTimeProvider(FakeRuntime.Now),
        Signals = Signals,
        SelfCommand = ["/usr/bin/dotnet", "/opt/youkictl.dll"],
        OpenRuntime = (settings, _) =>
        {
            Settings = settings;
            return new RuntimeHandle { Containers = Runtime, Logs = Runtime, Execution = Runtime, Control = Control, Monitor = Monitor, Maintenance = Monitor, Pods = Pods, Host = Runtime, Images = Images, Accounts = Images, Volumes = Volumes };
        },
    };
}
