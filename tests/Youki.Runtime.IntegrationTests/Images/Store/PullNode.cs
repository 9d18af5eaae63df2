using Youki.Runtime.IntegrationTests.Rootfs;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.IntegrationTests.Support.Registries;
using Youki.Runtime.Native;
using Youki.Runtime.TestImages;
using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.IntegrationTests.Images.Store;

/// <summary>An image store of one test's own, and a real registry behind a proxy that breaks what it is told to.</summary>
internal sealed class PullNode : IAsyncDisposable
{
    private PullNode(DockerRegistry registry, FaultProxy proxy)
    {
        Registry = registry;
        Proxy = proxy;
        Options = OptionsIn(Path);
        Runtime = YoukiRuntime.Create(Options);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Path { get; } = Directory.CreateTempSubdirectory("youki-pull-").FullName;

    public YoukiRuntimeOptions Options { get; }

    public YoukiRuntime Runtime { get; }

    public DockerRegistry Registry { get; }

    public FaultProxy Proxy { get; }

    public string Images => Options.ImageDirectory;

    public static async Task<PullNode> OpenAsync()
    {
        Assert.SkipUnless(DockerRegistry.IsOnHost, "docker-registry is not installed");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "layers are unpacked by root here");
        var registry = await DockerRegistry.StartAsync(cancellationToken: Token);
        try
        {
            return new PullNode(registry, await FaultProxy.StartAsync(registry.Uri));
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    public static YoukiRuntimeOptions OptionsIn(string directory) => new()
    {
        Runtime = "true",
        StateDirectory = System.IO.Path.Combine(directory, "state/youki"),
        BundleDirectory = System.IO.Path.Combine(directory, "bundles"),
        ImageDirectory = System.IO.Path.Combine(directory, "images"),
    };

    /// <summary>Puts an image into the registry; its reference through the proxy.</summary>
    public async Task<ImageReference> PushAsync(TestImage image, string name = "web")
    {
        await Registry.PushAsync(name, "1", image, Token);
        return Reference(name);
    }

    public ImageReference Reference(string name) => ImageReference.Parse($"{Proxy.Host}/{name}:1");

    public Task<ImageInfo> PullAsync(ImageReference reference, PullOptions? options = null) => Runtime.PullImageAsync(reference, options, Token);

    /// <summary>How often a blob was asked for.</summary>
    public int RequestsFor(Digest blob) => Proxy.Requests.Count(request => request.Method == "GET" && request.Path.EndsWith(blob.Value, StringComparison.Ordinal));

    /// <summary>An image of several layers whose files do not compress.</summary>
    public static TestImage Image(int layers = 3, int bytes = 300_000, LayerCompression compression = LayerCompression.Gzip)
    {
        var random = new Random(layers);
        var builder = new ImageBuilder { Compression = compression };
        for (var number = 0; number < layers; number++)
        {
            var content = new byte[bytes];
            random.NextBytes(content);
            builder.Layer(layer => layer.Directory("dir").File($"dir/file{number}", content));
        }

        return builder.Build();
    }

    public string LayerOf(TestLayer layer) => System.IO.Path.Combine(Images, "layers", $"sha256-{layer.DiffId.Hex}");

    public string BlobOf(Digest digest) => System.IO.Path.Combine(Images, "blobs/sha256", digest.Hex);

    /// <summary>Every blob and layer of the image is there, and nothing is left of the work.</summary>
    public void AssertWhole(TestImage image)
    {
        foreach (var (digest, content) in image.Blobs.Append(new(image.Digest, image.Manifest)))
        {
            File.ReadAllBytes(BlobOf(digest)).Should().Equal(content);
        }

        foreach (var layer in image.Layers)
        {
            Directory.Exists(LayerOf(layer) + "/fs/dir").Should().BeTrue();
        }

        Names("ingest").Should().BeEmpty();
        Names("leases").Should().BeEmpty();
        Names(".trash").Should().BeEmpty();
    }

    /// <summary>No layer, no reference, no lease: what a failed pull may leave is parts of blobs.</summary>
    public async Task AssertNothingIsHalfDoneAsync()
    {
        (await Runtime.ListImagesAsync(cancellationToken: Token)).Should().BeEmpty();
        Names("leases").Should().BeEmpty();
        Names("ingest").Should().NotContain(name => name.StartsWith("layer-", StringComparison.Ordinal));
    }

    public IReadOnlyList<string> Names(string directory) => Directory.Exists(System.IO.Path.Combine(Images, directory))
        ? [.. Directory.EnumerateFileSystemEntries(System.IO.Path.Combine(Images, directory)).Select(path => System.IO.Path.GetFileName(path))]
        : [];

    public static string Skopeo(params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/skopeo"), "skopeo is not installed");
        return Host.Run("skopeo", arguments);
    }

    public async ValueTask DisposeAsync()
    {
        await Runtime.DisposeAsync();
        await Proxy.DisposeAsync();
        await Registry.DisposeAsync();
        FileTree.Delete(Path, CancellationToken.None);
    }
}
