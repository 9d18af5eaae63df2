using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Youki.Runtime.Images.Archives;
using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Images.Archives;

public sealed class DockerArchiveTests : IDisposable
{
    private const string Layer = "a layer";

    private static readonly Digest DiffId = Digest.Of("a layer"u8);

    private readonly TemporaryDirectory _temporary = new();
    private readonly ArchiveBuilder _archive = new();

    public void Dispose()
    {
        _archive.Dispose();
        _temporary.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("web:1")]
    [InlineData("docker.io/library/web:1")]
    public async Task Manifest_is_made_of_what_the_configuration_says(string? name)
    {
        await WriteAsync("""[{"Config":"config.json","RepoTags":["web:1"],"Layers":["dir/layer.tar"]}]""");
        await using var source = await OpenAsync(name);

        var fetched = await source.FetchManifestAsync(null, TestContext.Current.CancellationToken);

        var manifest = JsonSerializer.Deserialize(fetched.Content, ImageJson.Default.ImageManifest)!;
        manifest.Config.Digest.Should().Be(Digest.Of(Encoding.UTF8.GetBytes(Config())));
        manifest.Layers.Should().BeEquivalentTo([new ContentDescriptor { MediaType = MediaTypes.DockerLayer, Digest = DiffId, Size = Layer.Length }]);
        await using var blob = await source.OpenBlobAsync(manifest.Layers[0], 2, TestContext.Current.CancellationToken);
        (await new StreamReader(blob.Content).ReadToEndAsync(TestContext.Current.CancellationToken)).Should().Be("layer");
    }

    [Fact]
    public async Task More_names_than_allowed_are_refused()
    {
        var names = string.Join(',', Enumerable.Range(0, 2001).Select(number => $"\"web:{number}\""));
        await WriteAsync($$"""[{"Config":"config.json","RepoTags":[{{names}}],"Layers":["dir/layer.tar"]}]""");

        var open = () => OpenAsync("web:1");

        await open.Should().ThrowAsync<ImageFormatException>().WithMessage("*2001 names*");
    }

    [Fact]
    public async Task Compressed_layer_has_a_digest_of_its_own()
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Layer));
        }

        await _archive.FileAsync("dir/layer.tar", compressed.ToArray());
        await WriteAsync("""[{"Config":"config.json","Layers":["dir/layer.tar"]}]""", withLayer: false);
        await using var source = await OpenAsync(null);

        var fetched = await source.FetchManifestAsync(null, TestContext.Current.CancellationToken);

        JsonSerializer.Deserialize(fetched.Content, ImageJson.Default.ImageManifest)!.Layers.Should().BeEquivalentTo(
            [new ContentDescriptor { MediaType = MediaTypes.DockerLayerGzip, Digest = Digest.Of(compressed.ToArray()), Size = compressed.Length }]);
    }

    [Theory]
    [InlineData("""[{"Config":"../../etc/passwd","Layers":["dir/layer.tar"]}]""", typeof(ImageNotFoundException))]
    [InlineData("""[{"Config":"/etc/passwd","Layers":["dir/layer.tar"]}]""", typeof(ImageNotFoundException))]
    [InlineData("""[{"Config":"config.json","Layers":["../../etc/passwd"]}]""", typeof(ImageNotFoundException))]
    [InlineData("""[{"Config":"config.json","Layers":[]}]""", typeof(ImageFormatException))]
    [InlineData("""[{"Config":"config.json","Layers":["dir/layer.tar","dir/layer.tar"]}]""", typeof(ImageFormatException))]
    [InlineData("""[{"Config":"dir/layer.tar","Layers":["dir/layer.tar"]}]""", typeof(ImageFormatException))]
    [InlineData("""[{"Config":"config.json"}]""", typeof(ImageFormatException))]
    [InlineData("""{"Config":"config.json"}""", typeof(ImageFormatException))]
    [InlineData("[null]", typeof(ImageFormatException))]
    [InlineData("[]", typeof(ImageNotFoundException))]
    public async Task Bad_manifest_is_refused(string manifest, Type exception)
    {
        await WriteAsync(manifest);

        var fetch = async () =>
        {
            await using var source = await OpenAsync(null);
            await source.FetchManifestAsync(null, TestContext.Current.CancellationToken);
        };

        (await fetch.Should().ThrowAsync<ImageException>()).Which.Should().BeOfType(exception);
    }

    [Fact]
    public async Task Several_images_without_a_name_tell_their_names()
    {
        await WriteAsync("""[{"Config":"config.json","RepoTags":["web:1"],"Layers":["dir/layer.tar"]},{"Config":"config.json","RepoTags":["web:2"],"Layers":["dir/layer.tar"]}]""");

        var open = () => OpenAsync(null);

        (await open.Should().ThrowAsync<ImageNotFoundException>()).WithMessage("*'web:1', 'web:2'*");
    }

    [Fact]
    public async Task Archive_of_a_current_docker_is_read_as_the_layout_that_it_is()
    {
        await _archive.FileAsync("oci-layout", """{"imageLayoutVersion":"1.0.0"}""");
        var digest = Digest.Of("manifest"u8);
        await _archive.FileAsync(LayoutSource.NameOf(digest), "manifest");
        await _archive.FileAsync("index.json", $$$"""{"schemaVersion":2,"manifests":[{"mediaType":"{{{MediaTypes.OciManifest}}}","digest":"{{{digest}}}","size":8,"annotations":{"io.containerd.image.name":"docker.io/library/web:1","org.opencontainers.image.ref.name":"1"}}]}""");
        await WriteAsync("""[{"Config":"config.json","RepoTags":["web:1"],"Layers":["dir/layer.tar"]}]""");
        await using var source = await OpenAsync("web:1");

        (await source.FetchManifestAsync(null, TestContext.Current.CancellationToken)).Content.Should().Equal("manifest"u8.ToArray());
    }

    [Fact]
    public async Task Archive_of_neither_kind_is_refused()
    {
        await _archive.FileAsync("something", "else");
        await File.WriteAllBytesAsync(_temporary["archive"], await _archive.EndAsync(), TestContext.Current.CancellationToken);

        var open = () => OpenAsync(null);

        (await open.Should().ThrowAsync<ImageFormatException>()).WithMessage("*neither*");
    }

    [Theory]
    [InlineData(new byte[] { 0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00 }, "*xz*")]
    [InlineData(new byte[] { 0x42, 0x5A, 0x68, 0x39 }, "*bzip2*")]
    [InlineData(new byte[] { 0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xFF, 0xFF, 0xFF, 0xFF }, "*damaged*")]
    [InlineData(new byte[] { 0x28, 0xB5, 0x2F, 0xFD, 0xFF, 0xFF }, "*damaged*")]
    public async Task Compression_that_cannot_be_read_is_refused(byte[] content, string message)
    {
        await File.WriteAllBytesAsync(_temporary["archive"], content, TestContext.Current.CancellationToken);

        var open = () => OpenAsync(null);

        (await open.Should().ThrowAsync<ImageFormatException>()).WithMessage(message);
    }

    [Fact]
    public async Task Compressed_archive_that_becomes_too_large_is_refused_and_leaves_nothing()
    {
        await using (var gzip = new GZipStream(File.Create(_temporary["archive"]), CompressionLevel.Fastest))
        {
            gzip.Write(new byte[10_000]);
        }

        var open = () => OpenAsync(null, new ImageLimits { MaxLayerBytes = 5000 });

        (await open.Should().ThrowAsync<ImageFormatException>()).WithMessage("*MaxLayerBytes*");
        Directory.GetFiles(_temporary["store/ingest"]).Should().BeEmpty();
    }

    private static string Config() => $$$"""{"rootfs":{"type":"layers","diff_ids":["{{{DiffId}}}"]}}""";

    private async Task WriteAsync(string manifest, bool withLayer = true)
    {
        if (withLayer)
        {
            await _archive.FileAsync("dir/layer.tar", Layer);
        }

        await _archive.FileAsync("config.json", Config());
        await _archive.FileAsync("manifest.json", manifest);
        await File.WriteAllBytesAsync(_temporary["archive"], await _archive.EndAsync(), TestContext.Current.CancellationToken);
    }

    private Task<Runtime.Images.Transfer.IImageSource> OpenAsync(string? name, ImageLimits? limits = null)
    {
        limits ??= new ImageLimits();
        var sources = new ArchiveSources(new ArchiveFile(new StoreDirectory(new StoreLayout(_temporary["store"])), limits), limits);
        return sources.OpenAsync(ImageReference.Parse($"docker-archive:{_temporary["archive"]}{(name is null ? "" : $":{name}")}"), TestContext.Current.CancellationToken);
    }
}
