using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Youki.Runtime.Execution;
using Youki.Runtime.Images;
using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Registry;
using Youki.Runtime.Images.Transfer;
using Youki.Runtime.Native;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images;

/// <summary>An image store in a directory of one test's own.</summary>
internal sealed class StoreHost : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("youki-store-").FullName;

    private readonly RegistrySourceOpener _registries;
    private readonly List<RegistryClients> _clients = [];

    public StoreHost(Action<ImageOptions>? configure = null, RegistrySourceOpener? registries = null)
    {
        _registries = registries ?? ((reference, _, _) => throw new RegistryException(reference.ToString(), reference.Registry!, "This test has no registry."));
        Options = new YoukiRuntimeOptions { ImageDirectory = Path.Combine(_directory, "images") };
        configure?.Invoke(Options.Images);
        Parts = Open();
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public YoukiRuntimeOptions Options { get; }

    public ShiftedTime Time { get; } = new();

    public ImageParts Parts { get; }

    public StoreLayout Layout => Parts.Directory.Layout;

    /// <summary>The parts as another process would have them.</summary>
    public ImageParts Open()
    {
        var clients = new RegistryClients(Options.Images, null, new ProcessRunner(NullLogger<ProcessRunner>.Instance, Time), Time, NullLoggerFactory.Instance);
        _clients.Add(clients);
        return new ImageParts(Microsoft.Extensions.Options.Options.Create(Options), clients, NullLoggerFactory.Instance, Time, _registries);
    }

    public string At(string name) => Path.Combine(_directory, name);

    public static TestImage Image(string content, string? platform = null) => new ImageBuilder
    {
        Platform = platform is null ? ImagePlatform.Host : ImagePlatform.Parse(platform),
        Config = new() { Cmd = [content] },
    }.Layer(layer => layer.File("file", content)).Build();

    /// <summary>Puts an image into the store as a pull leaves it.</summary>
    public async Task<TestImage> PutAsync(TestImage image, string? reference)
    {
        Parts.Directory.Ensure();
        foreach (var (digest, content) in image.Blobs)
        {
            Parts.Blobs.WriteDocument(digest, content);
        }

        Parts.Blobs.WriteDocument(image.Digest, image.Manifest);
        foreach (var layer in image.Layers)
        {
            PutLayer(layer);
        }

        var descriptor = new ContentDescriptor { MediaType = image.MediaType, Digest = image.Digest, Size = image.Manifest.Length };
        await Parts.Names.SetAsync(reference is null ? null : ImageReference.Parse(reference), image.Platform, descriptor, image.Digest, Token);
        return image;
    }

    public Task<TestImage> PutAsync(string content, string? reference) => PutAsync(Image(content), reference);

    public void PutLayer(TestLayer layer)
    {
        if (Parts.Layers.TryFind(layer.DiffId) is not null)
        {
            return;
        }

        var unpacked = Parts.Ingest.BeginLayer(layer.DiffId);
        File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(unpacked, "fs")).FullName, "file"), new byte[100]);
        Parts.Layers.Publish(unpacked, new LayerRecord
        {
            SchemaVersion = LayerRecord.CurrentSchemaVersion,
            DiffId = layer.DiffId,
            Blobs = [layer.Digest],
            Size = 100,
            Entries = 1,
            BootId = BootId.Current,
            UnpackedAt = Time.GetUtcNow(),
        });
    }

    public static ContainerImage ContainerImage(TestImage image, string reference) =>
        new() { Reference = ImageReference.Parse(reference), Id = image.Id, Digest = image.Digest, Layers = [.. image.Layers.Select(layer => layer.DiffId)] };

    /// <summary>Makes a container's directory, and keeps its image.</summary>
    public async Task<(ContainerId Id, string Bundle)> KeepAsync(TestImage image, string reference, string id = "web")
    {
        var bundle = Directory.CreateDirectory(At($"bundles/{id}")).FullName;
        await Parts.Containers.KeepAsync(ContainerImage(image, reference), ContainerId.Parse(id), bundle, Token);
        return (ContainerId.Parse(id), bundle);
    }

    public bool HasBlobs(TestImage image) => image.Blobs.Keys.Append(image.Digest).All(digest => File.Exists(Layout.Blob(digest)));

    public bool HasLayers(TestImage image) => image.Layers.All(layer => Directory.Exists(Layout.Layer(layer.DiffId)));

    public bool IsEmptyOf(TestImage image) => !image.Blobs.Keys.Append(image.Digest).Any(digest => File.Exists(Layout.Blob(digest))) && !image.Layers.Any(layer => Directory.Exists(Layout.Layer(layer.DiffId)));

    public void Dispose()
    {
        _clients.ForEach(clients => clients.Dispose());
        FileTree.Delete(_directory, CancellationToken.None);
    }
}
