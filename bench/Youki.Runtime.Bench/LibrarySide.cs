namespace Youki.Runtime.Bench;

/// <summary>The library, as a long-lived host uses it.</summary>
internal sealed class LibrarySide(YoukiRuntime runtime, NodeId node, ContainerConfig config, Measurements measurements) : ISide
{
    /// <summary>The same signal as by hand; the target's process would ignore SIGTERM, and the stop would wait its ten seconds.</summary>
    private static readonly StopOptions Kill = new() { Signal = Signal.Kill };

    public string Name => "library";

    public async Task RoundAsync()
    {
        var id = ContainerId.New();
        await measurements.TimeAsync(Names.Create, () => CreateAsync(id, start: false));
        await measurements.TimeAsync(Names.Start, () => runtime.StartContainerAsync(id));
        await measurements.TimeAsync(Names.Stop, () => runtime.StopContainerAsync(id, Kill));
        await measurements.TimeAsync(Names.Remove, () => runtime.RemoveContainerAsync(id));

        id = ContainerId.New();
        await measurements.TimeAsync(Names.Run, () => CreateAsync(id, start: true));
        await measurements.TimeAsync(Names.Exec, () => runtime.ExecAsync(id, new ExecOptions { Command = ["/bin/sleep", "0"] }));
        await measurements.TimeAsync(Names.StopAndRemove, async () =>
        {
            await runtime.StopContainerAsync(id, Kill);
            await runtime.RemoveContainerAsync(id);
        });

        id = await CreateAsync(ContainerId.New(), start: true);
        await measurements.TimeAsync(Names.ForcedRemove, () => RemoveAsync(id));
    }

    /// <summary>Makes and starts many at once, and removes them again. How many are really made at once is the library's own choice.</summary>
    public async Task ManyAsync(int count)
    {
        var ids = Enumerable.Range(0, count).Select(_ => ContainerId.New()).ToList();
        await measurements.TimeAsync(Names.Many, () => Task.WhenAll(ids.Select(id => CreateAsync(id, start: true))));
        await Task.WhenAll(ids.Select(RemoveAsync));
    }

    public Task<ContainerId> CreateAsync(ContainerId id, bool start) => runtime.CreateContainerAsync(config, new() { NodeId = node, ContainerId = id, Start = start });

    public Task RemoveAsync(ContainerId id) => runtime.RemoveContainerAsync(id, new() { Force = true });

    /// <summary>Removes every container of the node.</summary>
    public async Task RemoveAllAsync()
    {
        foreach (var container in await runtime.ListContainersAsync(node))
        {
            await RemoveAsync(container.Id);
        }
    }
}
