using System.Diagnostics;
using System.Text;

namespace Youki.Runtime.IntegrationTests.Tool;

/// <summary>The tool on a terminal of its own, by <c>script</c> of util-linux: a pseudo-terminal with a person before it.</summary>
internal sealed class ToolTerminal : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _shown = new();

    private ToolTerminal(Process process) => _process = process;

    /// <summary>All that the terminal was sent so far.</summary>
    public string Shown => _shown.ToString();

    public static ToolTerminal Start(IEnumerable<string> command, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo("env", ["--default-signal=INT,QUIT", "script", "-q", "-e", "-c", $"stty cols 100 rows 30; exec {string.Join(' ', command.Select(word => $"'{word}'"))}", "/dev/null"])
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
        return new ToolTerminal(Process.Start(start)!);
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
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new char[4096];
        var read = await _process.StandardOutput.ReadAsync(buffer, cancellationToken);
        _shown.Append(buffer, 0, read);
        return read > 0;
    }
}
