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
}
