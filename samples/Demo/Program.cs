using System.Text;
using Demo;
using Youki.Runtime;

if (args is not [var argument])
{
    Console.Error.WriteLine("usage: Demo IMAGE; ./demo.sh makes an image, and a registry to pull it from");
    return 2;
}

using var directory = new DemoDirectory();
using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(90));
var cancellationToken = timeout.Token;
var image = ImageReference.Parse(argument);
var node = NodeId.Parse("demo");
var steps = new Steps();

await using var runtime = YoukiRuntime.Create(new YoukiRuntimeOptions
{
    Runtime = Environment.GetEnvironmentVariable("YOUKI_RUNTIME_BINARY") ?? "youki",
    StateDirectory = directory.State,
    BundleDirectory = directory.Bundles,
    ImageDirectory = directory.Images,
    CgroupParent = directory.CgroupParent,
});

try
{
    await steps.RunAsync("initialise the node", () => runtime.InitializeNodeAsync(node, cancellationToken));

    // Checked against its digests and unpacked as it comes in.
    var pulled = await steps.RunAsync("pull the image", () => runtime.PullImageAsync(image, new() { Progress = new ProgressLines() }, cancellationToken));
    Steps.Tell("id", $"{pulled.Id}");

    var verified = await steps.RunAsync("verify every blob and file", () => runtime.VerifyImagesAsync(image.ToString(), cancellationToken: cancellationToken));
    Steps.Tell("problems", $"{verified.Sum(checkedImage => checkedImage.Problems.Count)}");

    var first = await RunContainerAsync("a container");
    var second = await RunContainerAsync("another container, without copying");

    var removed = await steps.RunAsync("remove the image", () => runtime.RemoveImageAsync(image.ToString(), cancellationToken: cancellationToken));
    Steps.Tell("freed", $"{removed.ReclaimedBytes:N0} bytes");

    var containers = await runtime.ListContainersAsync(node, cancellationToken: cancellationToken);
    var images = await runtime.ListImagesAsync(cancellationToken: cancellationToken);
    Steps.Tell("left", $"{containers.Count} containers, {images.Count} images");
    return verified.All(checkedImage => checkedImage.Problems.Count == 0) && first == 7 && second == 7 && containers.Count == 0 && images.Count == 0 ? 0 : 1;
}
catch (Exception exception) when (exception is YoukiException or OperationCanceledException)
{
    Console.Error.WriteLine($"demo: {exception.Message}");
    return 1;
}
finally
{
    foreach (var left in await runtime.ListContainersAsync(node, cancellationToken: CancellationToken.None))
    {
        await runtime.RemoveContainerAsync(left.Id, new() { Force = true }, CancellationToken.None);
    }
}

// From create to remove; the exit code. What runs, and with which environment, the image says.
async Task<int?> RunContainerAsync(string what)
{
    var config = new ContainerConfig { Name = "demo", Image = image.ToString(), Hostname = "a-container" };
    var id = await steps.RunAsync($"create and start {what}", () => runtime.CreateContainerAsync(config, new() { NodeId = node }, cancellationToken));

    var status = await steps.RunAsync("ask for its status", () => runtime.GetContainerStatusAsync(id, cancellationToken));
    Steps.Tell("state", $"{status.State}");

    var line = await steps.RunAsync("read its output", () => ReadFirstLineAsync(id));
    Steps.Tell("output", line);

    await steps.RunAsync("stop it", () => runtime.StopContainerAsync(id, cancellationToken: cancellationToken));

    var exit = await steps.RunAsync("wait for its end", () => runtime.WaitContainerAsync(id, cancellationToken));
    Steps.Tell("exit code", $"{exit.ExitCode} (its handler of SIGTERM says 7)");

    await steps.RunAsync("remove it", () => runtime.RemoveContainerAsync(id, cancellationToken: cancellationToken));
    return exit.ExitCode;
}

async Task<string> ReadFirstLineAsync(ContainerId id)
{
    await foreach (var entry in runtime.ReadLogsAsync(id, new() { Follow = true }, cancellationToken))
    {
        return Encoding.UTF8.GetString(entry.Content.Span);
    }

    return "";
}
