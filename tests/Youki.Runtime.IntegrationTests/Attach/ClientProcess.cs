using System.Diagnostics;
using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Attach;

/// <summary>Another process that uses the library, until it is killed.</summary>
internal sealed class ClientProcess : IDisposable
{
    private const int SigStop = 19;

    private readonly Process _process;

    private ClientProcess(Process process) => _process = process;

    public static ClientProcess Start(TestNode node, params string[] operation)
    {
        var command = ChildProcess.CommandLine(node.Options, "", operation);
        return new ClientProcess(Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!);
    }

    /// <summary>Waits until it has printed a line.</summary>
    public async Task SaysAsync(string line)
    {
        string? read;
        do
        {
            read = await _process.StandardOutput.ReadLineAsync(TestNode.Token);
        }
        while (read is not null && read != line);

        read.Should().Be(line);
    }

    /// <summary>Stops it, as SIGSTOP does.</summary>
    public void Stop()
    {
        using var handle = PidFd.TryOpen(_process.Id);
        PidFd.TrySignal(handle!, SigStop).Should().BeTrue();
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
