using System.Text.Json.Nodes;
using Youki.Runtime.Bundles;

namespace Youki.Runtime.Bench;

/// <summary>What many containers cost: reading where they stand, and the memory of the host process.</summary>
internal sealed class Density(Workspace workspace, string program, YoukiRuntime runtime, LibrarySide library, NodeId node, Measurements measurements)
{
    private const int Real = 100;
    private const int Copies = 1000;
    private const int StatusReads = 1000;
    private const int ColdLists = 5;

    public async Task RunAsync(int rounds, CancellationToken cancellationToken)
    {
        var (heap, resident) = HostMemory.Read();
        using var stop = new CancellationTokenSource();
        var ids = await Task.WhenAll(Enumerable.Range(0, Real).Select(_ => library.CreateAsync(ContainerId.New(), start: true)));

        // As an orchestrator does: it waits for the end of each.
        var waits = ids.Select(id => runtime.WaitContainerAsync(id, stop.Token)).ToList();
        await runtime.ListContainersAsync(node, cancellationToken: cancellationToken);
        var (heapThen, residentThen) = HostMemory.Read();
        measurements.Add(Names.Growth, (residentThen - resident) / 1024.0 / Real);
        measurements.Add(Names.HeapGrowth, (heapThen - heap) / 1024.0 / Real);

        for (var i = 0; i < StatusReads; i++)
        {
            await measurements.TimeAsync(Names.Status, () => runtime.GetContainerStatusAsync(ids[i % Real]));
        }

        await TimeListAsync(Names.List100, runtime, Real, rounds);
        cancellationToken.ThrowIfCancellationRequested();
        await ListCopiesAsync(ids, rounds);

        await stop.CancelAsync();
        await Task.WhenAll(waits).ContinueWith(static _ => { }, TaskScheduler.Default);
        await library.RemoveAllAsync();
    }

    /// <summary>Lists 1,000 containers: records of 1,000, copied from those that run, so that ten each share a process and a cgroup.</summary>
    private async Task ListCopiesAsync(ContainerId[] ids, int rounds)
    {
        var options = workspace.Options(runtime: "true", "copies");
        for (var i = 0; i < Copies; i++)
        {
            var from = new BundleLayout(workspace.Options("true", "library").BundleDirectory, ids[i % ids.Length]);
            Copy(from, new BundleLayout(options.BundleDirectory, ContainerId.New()));
        }

        for (var i = 0; i < ColdLists; i++)
        {
            await using var fresh = YoukiRuntime.Create(options);
            await TimeListAsync(Names.FirstList1000, fresh, Copies, times: 1);
        }

        await RecoverCopiesAsync();
        await using var warm = YoukiRuntime.Create(options);
        var copies = await warm.ListContainersAsync(node);
        await TimeListAsync(Names.OtherList1000, warm, Copies, rounds);
        using var stop = new CancellationTokenSource();
        var waits = copies.Select(copy => warm.WaitContainerAsync(copy.Id, stop.Token)).ToList();
        await TimeListAsync(Names.List1000, warm, Copies, rounds);
        await stop.CancelAsync();
        await Task.WhenAll(waits).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    /// <summary>What a process does first that comes back to these 1,000. The first one also finds that none of them was ever told: 2,000 events.</summary>
    private async Task RecoverCopiesAsync()
    {
        var options = workspace.Options(program, "copies");
        options.OwnNodes = false;
        for (var i = 0; i <= ColdLists; i++)
        {
            await using var fresh = YoukiRuntime.Create(options);
            await measurements.TimeAsync(i == 0 ? Names.RecoverUntold : Names.Recover, () => fresh.InitializeNodeAsync(node));
        }
    }

    private async Task TimeListAsync(string name, YoukiRuntime from, int expected, int times)
    {
        for (var i = 0; i < times; i++)
        {
            IReadOnlyList<ContainerStatus> found = [];
            var before = Environment.CpuUsage.TotalTime;
            await measurements.TimeAsync(name, async () => found = await from.ListContainersAsync(node));
            measurements.Add(Names.ProcessorOf(name), (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            if (found.Count != expected || found.Any(container => container.State != ContainerState.Running))
            {
                throw new InvalidOperationException($"{name}: {found.Count(container => container.State == ContainerState.Running)} running ones of {found.Count} were found.");
            }
        }
    }

    private static void Copy(BundleLayout from, BundleLayout to)
    {
        Directory.CreateDirectory(to.Run(1).Directory);
        var record = JsonNode.Parse(File.ReadAllBytes(from.RecordFile))!.AsObject();
        record["id"] = to.Id.Value;
        File.WriteAllText(to.RecordFile, record.ToJsonString());
        File.Copy(from.Run(1).RecordFile, to.Run(1).RecordFile);
    }
}
