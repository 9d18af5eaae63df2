using System.IO.Compression;
using System.Text;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images.Layers;

public sealed class LayerFaultTests : IDisposable
{
    private readonly LayerUnpacking _unpacking = new();

    public void Dispose() => _unpacking.Dispose();

    [Theory]
    [InlineData(LayerCompression.None)]
    [InlineData(LayerCompression.Gzip)]
    [InlineData(LayerCompression.Zstd)]
    public async Task A_blob_that_breaks_off_is_damaged(LayerCompression compression)
    {
        var layer = Large(compression);

        var run = () => _unpacking.RunAsync(Describe(layer), layer.DiffId, new MemoryStream(layer.Blob[..^(layer.Blob.Length / 3)]));

        (await run.Should().ThrowAsync<ImageDamagedException>()).WithMessage("*should have * bytes, and has *").Which.Digest.Should().Be(layer.Digest);
    }

    [Theory]
    [InlineData(LayerCompression.None)]
    [InlineData(LayerCompression.Gzip)]
    [InlineData(LayerCompression.Zstd)]
    public async Task A_blob_with_a_wrong_byte_is_damaged(LayerCompression compression)
    {
        var layer = Large(compression);
        var blob = layer.Blob.ToArray();
        blob[blob.Length / 2] ^= 0x55;

        var run = () => _unpacking.RunAsync(Describe(layer), layer.DiffId, new MemoryStream(blob));

        (await run.Should().ThrowAsync<ImageDamagedException>()).WithMessage("*is damaged: its digest is sha256:*");
    }

    [Fact]
    public async Task A_blob_that_is_too_long_is_damaged()
    {
        var layer = Large(LayerCompression.Gzip);

        var run = () => _unpacking.RunAsync(Describe(layer), layer.DiffId, new MemoryStream([.. layer.Blob, 0]));

        (await run.Should().ThrowAsync<ImageDamagedException>()).WithMessage("*and more came*");
    }

    [Fact]
    public async Task Directories_that_no_entry_speaks_of_count_as_entries()
    {
        _unpacking.Limits = new() { MaxLayerEntries = 100 };

        var run = () => _unpacking.RunAsync(new LayerBuilder().File(string.Concat(Enumerable.Repeat("d/", 101)) + "f").ToTar());

        await run.Should().ThrowAsync<ImageFormatException>().WithMessage("*limit of 100 entries*");
    }

    [Fact]
    public async Task Entries_that_are_far_from_each_other_and_deep_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("/d", 1000));
        var layer = new LayerBuilder();
        for (var number = 0; number < 20_000; number++)
        {
            layer.File($"{(number % 2 == 0 ? 'a' : 'b')}{deep}/.wh..wh.x");
        }

        var run = () => _unpacking.RunAsync(layer.ToTar());

        await run.Should().ThrowAsync<ImageFormatException>().WithMessage("*too far from each other*");
    }

    [Fact]
    public async Task Extended_attributes_count_as_bytes_of_the_layer()
    {
        _unpacking.Limits = new() { MaxLayerBytes = 200_000 };
        var tar = new TarBuilder().Pax(Enumerable.Range(0, 10).Select(number => ($"SCHILY.xattr.user.{number}", new byte[300])), global: true);
        for (var number = 0; number < 100; number++)
        {
            tar.Add(new() { Name = Encoding.ASCII.GetBytes($"{number}") });
        }

        var run = () => _unpacking.RunAsync(tar.Build());

        await run.Should().ThrowAsync<ImageFormatException>().WithMessage("*MaxLayerBytes*");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sparse_maps_do_not_grow_from_header_to_header(bool isGlobal)
    {
        var records = new List<(string, byte[])>();
        for (var number = 0; number < 20_000; number++)
        {
            records.Add(("GNU.sparse.offset", "0"u8.ToArray()));
            records.Add(("GNU.sparse.numbytes", "0"u8.ToArray()));
        }

        var tar = new TarBuilder();
        for (var number = 0; number < 60; number++)
        {
            tar.Pax(records, isGlobal);
        }

        var run = () => _unpacking.RunAsync(tar.Add(new() { Name = "f"u8.ToArray() }).Build());

        await run.Should().ThrowAsync<ImageFormatException>().WithMessage("*sparse map of more than 1000000 pieces*");
    }

    [Fact]
    public async Task Names_cannot_write_to_a_terminal_or_a_log_of_their_own()
    {
        var run = () => _unpacking.RunAsync(new LayerBuilder().File("a\u001b[2J\nb/.wh.").ToTar());

        (await run.Should().ThrowAsync<ImageFormatException>()).Which.Message.Should().Contain("[2J").And.Match(message => !message.Any(char.IsControl));
    }

    [Fact]
    public async Task A_wrong_DiffId_is_damage()
    {
        var layer = Large(LayerCompression.Gzip);

        var run = () => _unpacking.RunAsync(Describe(layer), Digest.Of("other"u8), new MemoryStream(layer.Blob));

        (await run.Should().ThrowAsync<ImageDamagedException>()).WithMessage($"*unpacks to {layer.DiffId}, but*");
    }

    [Theory]
    [InlineData(LayerCompression.Gzip)]
    [InlineData(LayerCompression.Zstd)]
    public async Task A_compressed_archive_that_breaks_off_is_no_valid_layer(LayerCompression compression)
    {
        var layer = Large(compression);
        var blob = layer.Blob[..(layer.Blob.Length / 2)];

        var run = () => _unpacking.RunAsync(new TestLayer(layer.Tar, blob, compression));

        await run.Should().ThrowAsync<ImageFormatException>();
    }

    [Fact]
    public async Task An_archive_that_ends_in_the_middle_is_no_valid_layer()
    {
        var run = () => _unpacking.RunAsync(Large(LayerCompression.None).Tar[..100_000], LayerCompression.Gzip);

        (await run.Should().ThrowAsync<ImageFormatException>()).WithMessage("*entry 1 ('big') is cut off*Nothing of it was kept.");
    }

    [Theory]
    [InlineData(MediaTypes.OciLayer, LayerCompression.Gzip, "compressed with gzip")]
    [InlineData("application/vnd.example", LayerCompression.None, "not that of a layer")]
    public async Task A_media_type_that_is_not_true_is_refused(string mediaType, LayerCompression compression, string message)
    {
        var layer = Large(compression);

        var run = () => _unpacking.RunAsync(Describe(layer) with { MediaType = mediaType }, layer.DiffId, new MemoryStream(layer.Blob));

        (await run.Should().ThrowAsync<ImageFormatException>()).WithMessage($"*{message}*");
    }

    [Fact]
    public async Task A_decompression_bomb_is_refused()
    {
        using var blob = new MemoryStream();
        await using (var gzip = new GZipStream(blob, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(new TarBuilder().Add(new() { Name = "bomb"u8.ToArray(), Size = 4L << 30 }).BuildWithoutEnd());
            var zeros = new byte[1 << 20];
            for (var count = 0; count < 300; count++)
            {
                gzip.Write(zeros);
            }
        }

        var run = () => _unpacking.RunAsync(new TestLayer([], blob.ToArray(), LayerCompression.Gzip));

        (await run.Should().ThrowAsync<ImageFormatException>()).WithMessage("*more than 200 times its size*");
    }

    [Fact]
    public async Task A_layer_above_the_limit_of_bytes_is_refused()
    {
        _unpacking.Limits = new ImageLimits { MaxLayerBytes = 100_000 };

        var run = () => _unpacking.RunAsync(Large(LayerCompression.Zstd));

        (await run.Should().ThrowAsync<ImageFormatException>()).WithMessage("*limit of 100000 bytes*MaxLayerBytes*");
    }

    [Fact]
    public async Task A_sparse_file_above_the_limit_of_bytes_is_refused()
    {
        var archive = new TarBuilder().Pax(("GNU.sparse.size", "99999999999999"), ("GNU.sparse.map", "0,1")).Add(new() { Name = "a"u8.ToArray() }, "x"u8).Build();

        var run = () => _unpacking.RunAsync(archive);

        (await run.Should().ThrowAsync<ImageFormatException>()).WithMessage("*entry 'a' brings the files of the layer above the limit*");
    }

    [Fact]
    public async Task More_entries_than_the_limit_are_refused()
    {
        _unpacking.Limits = new ImageLimits { MaxLayerEntries = 2 };

        var run = () => _unpacking.RunAsync(new LayerBuilder().File("a").File("b").File("c").ToTar());

        (await run.Should().ThrowAsync<ImageFormatException>()).WithMessage("*entry 'c' is one more than the limit of 2 entries*");
    }

    [Fact]
    public async Task Cancelling_ends_all_stages()
    {
        using var cancellation = new CancellationTokenSource();
        _unpacking.Cancellation = cancellation.Token;
        var layer = Large(LayerCompression.Gzip);

        var run = () => _unpacking.RunAsync(layer, job => job with { Content = new EndlessStream(layer.Blob, () => cancellation.Cancel()) });

        await run.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_source_that_fails_ends_all_stages_with_its_own_error()
    {
        var layer = Large(LayerCompression.Gzip);
        var failure = new RegistryException("example.com/app", "example.com", "The registry hung up.");

        var run = () => _unpacking.RunAsync(layer, job => job with { Content = new EndlessStream(layer.Blob, () => throw failure) });

        (await run.Should().ThrowAsync<RegistryException>()).Which.Should().BeSameAs(failure);
    }

    private static TestLayer Large(LayerCompression compression)
    {
        var content = new byte[600_000];
        new Random(1).NextBytes(content);
        return TestLayer.Of(new LayerBuilder().File("big", content).File("small", "x").ToTar(), compression);
    }

    private static ContentDescriptor Describe(TestLayer layer) => new()
    {
        MediaType = layer.Compression switch { LayerCompression.Gzip => MediaTypes.OciLayerGzip, LayerCompression.Zstd => MediaTypes.OciLayerZstd, _ => MediaTypes.OciLayer },
        Digest = layer.Digest,
        Size = layer.Blob.Length,
    };
}
