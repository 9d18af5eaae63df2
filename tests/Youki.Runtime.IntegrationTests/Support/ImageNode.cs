using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Youki.Runtime.DependencyInjection;
using Youki.Runtime.IntegrationTests.Rootfs;

namespace Youki.Runtime.IntegrationTests.Support;

/// <summary>A node whose runtime takes images that a test makes by hand.</summary>
internal sealed class ImageNode : IAsyncDisposable
{
    private readonly LayerDirectories _layers;

    private ImageNode(TestNode node)
    {
        Node = node;
        _layers = new LayerDirectories(node.At("layers"));
    }

    public TestNode Node { get; }

    public HandMadeImages Images { get; } = new();

    public YoukiRuntime Runtime { get; private set; } = null!;

    public static async Task<ImageNode> OpenAsync(string flavor, ILoggerFactory? loggers = null)
    {
        var images = new ImageNode(await TestNode.OpenAsync(flavor));
        images.Runtime = await images.OpenRuntimeAsync(loggers);
        return images;
    }

    /// <summary>Another runtime on the same directories.</summary>
    public Task<YoukiRuntime> OpenRuntimeAsync(ILoggerFactory? loggers = null) => Node.UseAsync(new YoukiRuntime(
        RuntimeParts.Build(Options.Create(Node.Options), loggers ?? NullLoggerFactory.Instance, TimeProvider.System, [], [], Images)));

    /// <summary>Makes a layer, as <see cref="LayerDirectories.Add"/> does; its directory.</summary>
    public string Layer(params (string Name, string Text)[] entries) => _layers.Add(entries).Paths[^1];

    /// <summary>Makes an image of busybox and some layers above it.</summary>
    public ContainerImage Add(ImageConfig config, params IReadOnlyList<string> layers) => Images.Add("app:1", config, [BusyboxImage.Directory, .. layers]);

    public Task<ContainerId> CreateAsync(ContainerConfig config, bool start = true) => Runtime.CreateContainerAsync(config, new() { NodeId = Node.Id, Start = start }, TestNode.Token);

    /// <summary>Runs a container of the image to its end; its exit, standard output and standard error.</summary>
    public async Task<(ContainerExit Exit, string Output, string Error)> RunAsync(ContainerConfig config)
    {
        var id = await CreateAsync(config);
        var result = await EndAsync(id);
        await Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
        return result;
    }

    /// <summary>Waits for the end of a container; its exit and what it wrote, in all of its runs.</summary>
    public async Task<(ContainerExit Exit, string Output, string Error)> EndAsync(ContainerId id)
    {
        var exit = await Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token);
        var (output, error) = await Node.OutputAsync(id);
        return (exit, output, error);
    }

    public static ContainerConfig Config(params string[] command) => new() { Image = "app:1", Command = command.Length > 0 ? command : null };

    public static ContainerConfig Shell(string script) => Config("/bin/sh", "-c", script);

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
