using System.Diagnostics;
using Youki.Runtime.Native;

namespace Youki.Runtime.Bench;

/// <summary>How soon a waiter knows of an end: from the SIGKILL to a container's process, which the kernel needs a moment for, to the completion of the wait.</summary>
internal sealed class ExitNotice(YoukiRuntime runtime, LibrarySide library, Measurements measurements)
{
    private const int Waiters = 1000;

    public async Task RunAsync(int rounds, CancellationToken cancellationToken)
    {
        for (var round = 0; round < rounds; round++)
        {
            await TimeAsync(Names.ExitNoticed, waiters: 1, cancellationToken);
        }

        await TimeAsync(Names.ExitNoticedByMany, Waiters, cancellationToken);
        await library.RemoveAllAsync();
    }

    private async Task TimeAsync(string name, int waiters, CancellationToken cancellationToken)
    {
        var id = await library.CreateAsync(ContainerId.New(), start: true);
        var pid = (await runtime.GetContainerStatusAsync(id, cancellationToken)).Pid ?? throw new InvalidOperationException("The container does not run.");
        var waits = Enumerable.Range(0, waiters).Select(_ => runtime.WaitContainerAsync(id, cancellationToken)).ToList();
        using var process = PidFd.TryOpen(pid) ?? throw new InvalidOperationException("The container has ended by itself.");
        var started = Stopwatch.GetTimestamp();
        PidFd.TrySignal(process, Signal.Kill.Number);
        await Task.WhenAll(waits);
        measurements.Add(name, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
