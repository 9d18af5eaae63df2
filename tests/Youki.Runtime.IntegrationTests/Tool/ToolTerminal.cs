using System.Diagnostics;
using System.Globalization;
using System.Text;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Tool;

/// <summary>The tool on a terminal of its own, by <c>script</c> of util-linux: a pseudo-terminal with a person before it. A shell around it notes how the terminal was before and after.</summary>
internal sealed class ToolTerminal : IDisposable
{
    private const string Script = """stty cols 100 rows 30; tty >"$NOTES/tty"; stty -g >"$NOTES/before"; sh -c 'echo $$ >"$NOTES/pid"; exec "$@"' sh %; code=$?; stty -g >"$NOTES/after"; exit $code""";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _shown = new();
    private readonly string _notes;

    private ToolTerminal(Process process, string notes) => (_process, _notes) = (process, notes);

    /// <summary>All that the terminal was sent so far.</summary>
    public string Shown => _shown.ToString();

    /// <summary>How the terminal was set before the tool began, as stty tells.</summary>
    public string Before => Note("before");

    /// <summary>How it was set when the tool had ended.</summary>
    public string After => Note("after");

    public static ToolTerminal Start(IEnumerable<string> command, IReadOnlyDictionary<string, string?> environment)
    {
        var notes = Directory.CreateTempSubdirectory("youki-terminal-").FullName;
        var start = new ProcessStartInfo("script", ["-q", "-e", "-c", Script.Replace("%", string.Join(' ', command.Select(word => $"'{word}'"))), "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["TERM"] = "xterm";
        start.Environment["SHELL"] = "/bin/sh";
        start.Environment["NOTES"] = notes;
        return new ToolTerminal(Process.Start(start)!, notes);
    }

    /// <summary>Waits until a text has been shown.</summary>
    public async Task SeesAsync(string text)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!Shown.Contains(text, StringComparison.Ordinal))
        {
            (await ReadAsync(limit.Token)).Should().BeTrue("'{0}' should be shown, not only: {1}", text, Shown);
        }
    }

    public async Task TypeAsync(string text)
    {
        await _process.StandardInput.WriteAsync(text);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Makes the terminal another size, as its window does.</summary>
    public async Task ResizeAsync(int columns, int rows)
    {
        using var stty = Process.Start("stty", ["-F", Note("tty"), "cols", columns.ToString(CultureInfo.InvariantCulture), "rows", rows.ToString(CultureInfo.InvariantCulture)]);
        await stty.WaitForExitAsync();
    }

    /// <summary>How the terminal is set now.</summary>
    public async Task<string> NowAsync()
    {
        using var stty = Process.Start(new ProcessStartInfo("stty", ["-F", Note("tty"), "-g"]) { RedirectStandardOutput = true })!;
        return (await stty.StandardOutput.ReadToEndAsync()).Trim();
    }

    /// <summary>Sends the tool a signal; false where it has ended.</summary>
    public bool Signal(int number)
    {
        using var tool = PidFd.TryOpen(int.Parse(Note("pid"), CultureInfo.InvariantCulture));
        return tool is not null && PidFd.TrySignal(tool, number);
    }

    /// <summary>Sends the tool a signal until it has ended: of those that come close together, only one arrives.</summary>
    public async Task InsistAsync(int number)
    {
        for (var left = 100; left > 0 && Signal(number); left--)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The tool's exit code.</returns>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        while (await ReadAsync(limit.Token))
        {
        }

        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        Directory.Delete(_notes, recursive: true);
    }

    private string Note(string name) => File.ReadAllText(Path.Combine(_notes, name)).Trim();

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new char[4096];
        var read = await _process.StandardOutput.ReadAsync(buffer, cancellationToken);
        _shown.Append(buffer, 0, read);
        return read > 0;
    }
}
