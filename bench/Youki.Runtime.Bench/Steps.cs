namespace Youki.Runtime.Bench;

/// <summary>Where the library's time goes, step by step; in rounds of their own, since writing the steps down takes time as well.</summary>
internal sealed class Steps(YoukiRuntimeOptions options, ContainerConfig config, NodeId node)
{
    private const int WarmUp = 10;

    public Measurements Measurements { get; } = new();

    public static string RootFileSystem => "create + start: resources";

    public async Task RunAsync(int rounds, CancellationToken cancellationToken)
    {
        using var recorder = new StepRecorder(Measurements);
        await using var library = YoukiRuntime.Create(options, recorder);
        await library.InitializeNodeAsync(node, cancellationToken);
        for (var round = -WarmUp; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Measurements.Keeping = round >= 0;
            var id = ContainerId.New();
            await recorder.TimeAsync("create + start", () => library.CreateContainerAsync(config, new() { NodeId = node, ContainerId = id }));
            await recorder.TimeAsync("stop", () => library.StopContainerAsync(id, new() { Signal = Signal.Kill }));
            await recorder.TimeAsync("remove", () => library.RemoveContainerAsync(id));
        }
    }
}
