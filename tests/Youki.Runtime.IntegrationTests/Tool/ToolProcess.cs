using System.Diagnostics;
using System.Text;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Tool;

/// <summary>The tool as a process of its own, while it runs.</summary>
internal sealed class ToolProcess : IDisposable
{
    /// <summary>The tool as it is delivered: beside the tests lie fewer libraries, because they have those of ASP.NET Core.</summary>
    public static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Youki.Runtime.Tool", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "youkictl.dll"));

    private readonly Process _process;
    private readonly MemoryStream _output = new();
    private readonly CancellationTokenSource _stopReading = new();
    private readonly Task _reading;
    private readonly Task<string> _error;

    private ToolProcess(Process process)
    {
        _process = process;
        _reading = process.StandardOutput.BaseStream.CopyToAsync(_output, _stopReading.Token);
        _error = process.StandardError.ReadToEndAsync();
    }

    public static ToolProcess Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, byte[]? input = null, string script = ":")
    {
        // The tests may themselves run in the background of a script, which ignores these.
        var start = new ProcessStartInfo("env", ["--default-signal=INT,QUIT", "bash", "-c", $"{script}; exec \"$@\"", "bash", "dotnet", Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var tool = new ToolProcess(Process.Start(start)!);
        _ = tool.FeedAsync(input ?? []);
        return tool;
    }

    public void Signal(Signal signal)
    {
        using var descriptor = PidFd.TryOpen(_process.Id)!;
        PidFd.TrySignal(descriptor, signal.Number);
    }

    /// <summary>Goes away as a reader of its output.</summary>
    public async Task CloseOutputAsync()
    {
        await _stopReading.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.StandardOutput.Close();
    }

    /// <param name="limit">How long it may take. Null: a minute.</param>
    public async Task<ToolResult> WaitAsync(TimeSpan? limit = null)
    {
        await _process.WaitForExitAsync().WaitAsync(limit ?? TimeSpan.FromSeconds(60));
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new ToolResult(_process.ExitCode, _output.ToArray(), await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _output.Dispose();
        _stopReading.Dispose();
    }

    private async Task FeedAsync(byte[] input)
    {
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The tool has ended without reading all of it.
        }
    }
}
