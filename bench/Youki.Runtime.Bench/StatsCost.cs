namespace Youki.Runtime.Bench;

/// <summary>What readings of statistics cost: the processor time of this process for 1,000 of them, the kernel's part included.</summary>
internal sealed class StatsCost(YoukiRuntime runtime, LibrarySide library, Measurements measurements)
{
    private const int Containers = 10;
    private const int Readings = 1000;

    /// <summary>1,000 a second, of ten containers.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    public async Task RunAsync(int rounds, CancellationToken cancellationToken)
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, Containers).Select(_ => library.CreateAsync(ContainerId.New(), start: true)));
        for (var round = 0; round < rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < Readings; i++)
            {
                await runtime.GetContainerStatsAsync(ids[i % Containers], cancellationToken: cancellationToken);
            }

            measurements.Add(Names.StatsSingle, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
            before = Environment.CpuUsage.TotalTime;
            await Task.WhenAll(ids.Select(id => WatchAsync(id, cancellationToken)));
            measurements.Add(Names.StatsWatch, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        await library.RemoveAllAsync();
    }

    private async Task WatchAsync(ContainerId id, CancellationToken cancellationToken)
    {
        var left = Readings / Containers;
        await foreach (var _ in runtime.WatchContainerStatsAsync(id, Interval, cancellationToken: cancellationToken))
        {
            if (--left == 0)
            {
                break;
            }
        }
    }
}
