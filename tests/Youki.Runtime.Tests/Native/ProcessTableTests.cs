using System.Diagnostics;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Native;

public sealed class ProcessTableTests
{
    [Fact]
    public async Task Descendants_are_found_at_any_depth_also_those_of_threads()
    {
        // This process starts its children by one of its threads.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "sh -c 'sh -c \"sleep 60 & echo up; wait\" & wait' & wait"]) { RedirectStandardOutput = true })!;
        try
        {
            await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

            ProcessTable.Descendants(process.Id).Should().HaveCount(3);
            ProcessTable.Descendants(Environment.ProcessId).Select(found => found.Pid).Should().Contain(process.Id);
        }
        finally
        {
            foreach (var found in ProcessTable.Descendants(process.Id))
            {
                using var handle = found.TryOpen();
                _ = handle is not null && PidFd.TrySignal(handle, Signal.Kill.Number);
            }
        }
    }

    [Fact]
    public void Own_processes_are_those_of_this_user_and_namespace() =>
        ProcessTable.Own().Select(found => found.Process.Pid).Should().Contain(Environment.ProcessId);
}
