using System.Text;
using Demo;
using Youki.Runtime;

using var directory = new DemoDirectory();
using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(90));
var cancellationToken = timeout.Token;
var node = NodeId.Parse("demo");
var steps = new Steps();

await using var runtime = YoukiRuntime.Create(new YoukiRuntimeOptions
{
    Runtime = Environment.GetEnvironmentVariable("YOUKI_RUNTIME_BINARY") ?? "youki",
    StateDirectory = directory.State,
    BundleDirectory = directory.Bundles,
    CgroupParent = directory.CgroupParent,
});

ContainerId? created = null;
try
{
    await steps.RunAsync("initialise the node", () => runtime.InitializeNodeAsync(node, cancellationToken));

    var config = new ContainerConfig
    {
        Name = "demo",
        Image = $"dir:{directory.RootFileSystem}",
        Command = ["/bin/sh", "-c", "trap 'exit 7' TERM; echo \"Hello from $(hostname), I am process $$\"; sleep 600 & wait"],
        Hostname = "a-container",
    };
    var id = await steps.RunAsync("create and start a container", () => runtime.CreateContainerAsync(config, new() { NodeId = node }, cancellationToken));
    created = id;
    Steps.Tell("id", id.Value);

    var status = await steps.RunAsync("ask for its status", () => runtime.GetContainerStatusAsync(id, cancellationToken));
    Steps.Tell("state", $"{status.State}");

    var line = await steps.RunAsync("read its output", () => ReadFirstLineAsync(id));
    Steps.Tell("output", line);

    await steps.RunAsync("stop it", () => runtime.StopContainerAsync(id, cancellationToken: cancellationToken));

    var exit = await steps.RunAsync("wait for its end", () => runtime.WaitContainerAsync(id, cancellationToken));
    Steps.Tell("exit code", $"{exit.ExitCode} (its handler of SIGTERM says 7)");

    await steps.RunAsync("remove it", () => runtime.RemoveContainerAsync(id, cancellationToken: cancellationToken));
    created = null;

    var left = await runtime.ListContainersAsync(node, cancellationToken: cancellationToken);
    return status.State == ContainerState.Running && exit.ExitCode == 7 && left.Count == 0 ? 0 : 1;
}
catch (Exception exception) when (exception is YoukiException or OperationCanceledException)
{
    Console.Error.WriteLine($"demo: {exception.Message}");
    return 1;
}
finally
{
    if (created is { } id)
    {
        await runtime.RemoveContainerAsync(id, new() { Force = true }, CancellationToken.None);
    }
}

async Task<string> ReadFirstLineAsync(ContainerId id)
{
    await foreach (var entry in runtime.ReadLogsAsync(id, new() { Follow = true }, cancellationToken))
    {
        return Encoding.UTF8.GetString(entry.Content.Span);
    }

    return "";
}
