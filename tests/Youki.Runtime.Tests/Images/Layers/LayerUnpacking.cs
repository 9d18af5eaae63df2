using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Layers;
using Youki.Runtime.Native;
using Youki.Runtime.TestImages;
using Youki.Runtime.Tests.Native;
using Compression = Youki.Runtime.TestImages.LayerCompression;

namespace Youki.Runtime.Tests.Images.Layers;

/// <summary>Unpacks layers into a directory of a test's own.</summary>
internal sealed class LayerUnpacking : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    public LayerUnpacking() => _temporary.MakeDirectory("fs");

    public string FileSystem => _temporary["fs"];

    public string Manifest => _temporary["manifest"];

    public string Blob => _temporary["blob"];

    public IReadOnlyList<string> Tree => TreeText.Of(FileSystem);

    public ImageLimits Limits { get; set; } = new();

    public CancellationToken Cancellation { get; set; } = TestContext.Current.CancellationToken;

    public Task<LayerResult> RunAsync(byte[] tar, Compression compression = Compression.None) => RunAsync(TestLayer.Of(tar, compression));

    public Task<LayerResult> RunAsync(TestLayer layer, Func<LayerJob, LayerJob>? change = null) =>
        RunAsync(new ContentDescriptor { MediaType = MediaTypeOf(layer.Compression), Digest = layer.Digest, Size = layer.Blob.Length }, layer.DiffId, new MemoryStream(layer.Blob), change);

    public async Task<LayerResult> RunAsync(ContentDescriptor blob, Digest? diffId, Stream content, Func<LayerJob, LayerJob>? change = null)
    {
        using var target = Descriptor.OpenDirectory(FileSystem);
        using var manifest = File.OpenHandle(Manifest, FileMode.Create, FileAccess.Write);
        using var file = File.OpenHandle(Blob, FileMode.OpenOrCreate, FileAccess.Write);
        var job = new LayerJob
        {
            Image = "example.com/app:1",
            Blob = blob,
            DiffId = diffId,
            Content = content,
            Target = target,
            Manifest = manifest,
            BlobFile = file,
            Limits = Limits,
        };
        return await LayerPipeline.RunAsync(change?.Invoke(job) ?? job, Cancellation);
    }

    public void Dispose() => _temporary.Dispose();

    private static string MediaTypeOf(Compression compression) => compression switch
    {
        Compression.Gzip => MediaTypes.OciLayerGzip,
        Compression.Zstd => MediaTypes.OciLayerZstd,
        _ => MediaTypes.OciLayer,
    };
}
