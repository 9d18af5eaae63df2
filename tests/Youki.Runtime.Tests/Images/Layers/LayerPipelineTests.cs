using Youki.Runtime.Images.Documents;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images.Layers;

public sealed class LayerPipelineTests : IDisposable
{
    private readonly LayerUnpacking _unpacking = new();

    public void Dispose() => _unpacking.Dispose();

    [Theory]
    [InlineData(LayerCompression.None)]
    [InlineData(LayerCompression.Gzip)]
    [InlineData(LayerCompression.Zstd)]
    public async Task RunAsync_of_a_layer_stores_and_unpacks_it(LayerCompression compression)
    {
        var layer = TestLayer.Of(
            new LayerBuilder().Directory("etc", "750").File("etc/passwd", "inside", "600").Symlink("link", "/etc").HardLink("other", "etc/passwd").Whiteout("gone").Fifo("pipe").ToTar(),
            compression);

        var result = await _unpacking.RunAsync(layer);

        _unpacking.Tree.Should().Equal("d 750 etc", "f 600 etc/passwd inside", "w gone", "l link -> /etc", "h other = etc/passwd", "p 644 pipe");
        result.DiffId.Should().Be(layer.DiffId);
        result.Entries.Should().Be(6);
        result.FileBytes.Should().Be(6);
        File.ReadAllBytes(_unpacking.Blob).Should().Equal(layer.Blob);
    }

    [Theory]
    [InlineData(MediaTypes.OciLayerGzip, LayerCompression.Zstd)]
    [InlineData(MediaTypes.OciLayerZstd, LayerCompression.Gzip)]
    [InlineData(MediaTypes.DockerLayerGzip, LayerCompression.None)]
    public async Task RunAsync_tells_the_compression_from_the_blob(string mediaType, LayerCompression compression)
    {
        var layer = TestLayer.Of(new LayerBuilder().File("file", "inside", "600").ToTar(), compression);
        var blob = new ContentDescriptor { MediaType = mediaType, Digest = layer.Digest, Size = layer.Blob.Length };

        var result = await _unpacking.RunAsync(blob, layer.DiffId, new MemoryStream(layer.Blob));

        _unpacking.Tree.Should().Equal("f 600 file inside");
        result.DiffId.Should().Be(layer.DiffId);
    }
}
