using System.Diagnostics;
using Youki.Runtime.IntegrationTests.Faults;

namespace Youki.Runtime.IntegrationTests.Images.Store;

/// <summary>A pull in a process of its own.</summary>
internal sealed class PullProcess : IDisposable
{
    private readonly Process _process;

    private PullProcess(Process process) => _process = process;

    public static PullProcess Start(PullNode node, ImageReference reference)
    {
        var command = ChildProcess.CommandLine(node.Options, "", "pull", reference.ToString());
        return new PullProcess(Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!);
    }

    /// <summary>Ends it in the midst of what it does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(PullNode.Token);
    }

    /// <summary>Waits for its end; its exit code and what it said.</summary>
    public async Task<(int ExitCode, string Output)> WaitAsync()
    {
        var error = _process.StandardError.ReadToEndAsync(PullNode.Token);
        var output = await _process.StandardOutput.ReadToEndAsync(PullNode.Token);
        await _process.WaitForExitAsync(PullNode.Token);
        return (_process.ExitCode, output + await error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
