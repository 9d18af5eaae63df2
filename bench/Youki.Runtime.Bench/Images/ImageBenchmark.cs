using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.Bench.Images;

/// <summary>Times how an image comes from a registry on this host to unpacked files, the sides taking turns, and how soon containers of it have their files.</summary>
internal sealed class ImageBenchmark(BenchOptions options, Workspace workspace, Measurements measurements)
{
    private const int Seed = 1;
    private const int ContainerRounds = 20;
    private const string Repository = "bench/image";

    private static readonly NodeId Node = NodeId.Parse("bench");

    /// <summary>What a container of the image costs, step by step.</summary>
    public Measurements? ContainerSteps { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var layout = options.Image ?? throw new InvalidOperationException("There is no image to pull: --image DIR names an OCI layout; bench/run.sh makes one.");
        await using var registry = await DockerRegistry.StartAsync(new() { Parent = workspace.Root }, cancellationToken);
        var reference = $"{registry.Address}/{Repository}:1";
        await Programs.RunAsync(Find("skopeo"), "--insecure-policy", "copy", "--quiet", "--dest-tls-verify=false", $"oci:{layout}:1", $"docker://{reference}");

        var library = LibraryOptions();
        var random = new Random(Seed);
        IPullSide[] sides =
        [
            new LibraryPull(library, ImageReference.Parse(reference), measurements),
            new PodmanPull(Find("podman"), reference, workspace.At("podman"), measurements),
            new UmociPull(Find("skopeo"), Find("umoci"), reference, workspace.At("umoci"), measurements),
        ];

        // The first round warms up the caches of the kernel, the registry and this process.
        for (var round = -1; round < options.Pulls; round++)
        {
            measurements.Keeping = round >= 0;
            foreach (var side in sides)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await side.RoundAsync();
            }

            random.Shuffle(sides);
        }

        measurements.Keeping = true;
        await TimeContainersAsync(library, reference, cancellationToken);
    }

    private static string Find(string program) => Programs.Find(program) ?? throw new InvalidOperationException($"There is no {program} on PATH.");

    private YoukiRuntimeOptions LibraryOptions()
    {
        var library = workspace.Options(Find(options.Runtime), "images");
        library.ImageDirectory = workspace.At("images/store");
        return library;
    }

    private async Task TimeContainersAsync(YoukiRuntimeOptions library, string reference, CancellationToken cancellationToken)
    {
        await using (var runtime = YoukiRuntime.Create(library))
        {
            await runtime.PullImageAsync(ImageReference.Parse(reference), cancellationToken: cancellationToken);
        }

        var steps = new Steps(library, new ContainerConfig { Image = reference, Command = ["/bin/sleep", "3600"] }, Node);
        await steps.RunAsync(ContainerRounds, cancellationToken);
        ContainerSteps = steps.Measurements;
        if (steps.Measurements.Of(Steps.RootFileSystem) is { } ready)
        {
            measurements.Add(Names.ImageRootFileSystem, ready.Median);
        }
    }
}
