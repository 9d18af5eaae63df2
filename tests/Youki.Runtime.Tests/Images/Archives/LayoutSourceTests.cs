using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Youki.Runtime.Images.Archives;
using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Transfer;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Images.Archives;

public sealed class LayoutSourceTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();
    private readonly LayoutBuilder _layout;

    public LayoutSourceTests() => _layout = new LayoutBuilder(_temporary).Marker();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("v1", "one")]
    [InlineData("v2", "two")]
    [InlineData("docker.io/library/web:3", "three")]
    [InlineData("web:3", "three")]
    [InlineData("latest", "four")]
    [InlineData("registry.example/app", "four")]
    public async Task Fetch_finds_an_image_by_any_of_its_names(string name, string manifest)
    {
        _layout.Image("one", "v1").Image("two", "v2").Image("three", "docker.io/library/web:3").Image("four", "latest", "registry.example/app:latest").Index();

        (await FetchAsync(name)).Should().Be(manifest);
    }

    [Fact]
    public async Task Fetch_without_a_name_takes_the_only_image()
    {
        _layout.Image("one", "v1").Image("one", "v2").Index();

        (await FetchAsync(null)).Should().Be("one");
    }

    [Fact]
    public async Task Fetch_without_a_name_of_several_images_tells_the_names()
    {
        _layout.Image("one", "v1").Image("two", "v2").Index();

        var fetch = () => FetchAsync(null);

        (await fetch.Should().ThrowAsync<ImageNotFoundException>()).WithMessage("*several images*'v1', 'v2'*");
    }

    [Fact]
    public async Task Fetch_of_an_unknown_name_tells_the_names()
    {
        _layout.Image("one", "v1").Index();

        var fetch = () => FetchAsync("v3");

        (await fetch.Should().ThrowAsync<ImageNotFoundException>()).WithMessage("*'v3'*'v1'*");
    }

    [Fact]
    public async Task Fetch_of_an_image_with_an_entry_for_each_platform_gives_an_index_of_them()
    {
        _layout.Image("one", "web", platform: "linux/amd64").Image("two", "web", platform: "linux/arm64").Image("three", "other").Index();
        await using var source = await OpenAsync("web");

        var fetched = await source.FetchManifestAsync(null, TestContext.Current.CancellationToken);

        fetched.MediaType.Should().Be(MediaTypes.OciIndex);
        JsonSerializer.Deserialize(fetched.Content, ImageJson.Default.ImageIndex)!.Manifests.Select(entry => entry.Platform!.Architecture).Should().Equal("amd64", "arm64");
    }

    [Fact]
    public async Task Fetch_by_digest_finds_what_no_index_lists()
    {
        var digest = _layout.Image("one").Index().Blob("nested");
        await using var source = await OpenAsync(null);

        var fetched = await source.FetchManifestAsync(digest, TestContext.Current.CancellationToken);

        fetched.Should().BeEquivalentTo(new FetchedManifest(null, "nested"u8.ToArray()));
    }

    [Theory]
    [InlineData(0, 0, "content")]
    [InlineData(3, 3, "tent")]
    [InlineData(7, 7, "")]
    [InlineData(8, 0, "content")]
    public async Task Open_blob_begins_at_the_offset(long offset, long start, string rest)
    {
        var digest = _layout.Image("one").Index().Blob("content");
        await using var source = await OpenAsync(null);

        await using var blob = await source.OpenBlobAsync(Describe(digest), offset, TestContext.Current.CancellationToken);

        blob.Offset.Should().Be(start);
        using var reader = new StreamReader(blob.Content);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Should().Be(rest);
    }

    [Fact]
    public async Task Open_blob_that_is_missing_throws()
    {
        _layout.Image("one").Index();
        await using var source = await OpenAsync(null);

        var open = () => source.OpenBlobAsync(Describe(Digest.Of("other"u8)), 0, TestContext.Current.CancellationToken);

        await open.Should().ThrowAsync<ImageNotFoundException>();
    }

    [Theory]
    [InlineData("{}", "*not valid*")]
    [InlineData("""{"imageLayoutVersion":"2.0.0"}""", "*version '2.0.0'*")]
    [InlineData("no JSON", "*not valid*")]
    [InlineData("null", "*not valid*")]
    public async Task Open_of_a_layout_with_a_bad_marker_throws(string marker, string message)
    {
        _layout.Marker(marker).Index();

        await Fails(message);
    }

    [Fact]
    public async Task Open_of_a_directory_without_an_index_throws() => await Fails("*no 'index.json'*");

    [Theory]
    [InlineData("""{"schemaVersion":2,"manifests":[{"mediaType":"x","digest":"sha256:../../../etc/passwd","size":1}]}""")]
    [InlineData("""{"schemaVersion":2,"manifests":null}""")]
    [InlineData("""{"schemaVersion":2,"manifests":[null]}""")]
    [InlineData("[]")]
    public async Task Open_of_a_bad_index_throws(string index)
    {
        _layout.Write(LayoutArchive.IndexName, index);

        await Fails("*'index.json'*");
    }

    [Fact]
    public async Task Open_of_a_huge_index_throws()
    {
        _layout.Write(LayoutArchive.IndexName, new string(' ', SmallDocument.MaxSize + 1));

        await Fails("*'index.json'*bytes*");
    }

    [Fact]
    public async Task Open_of_nothing_throws()
    {
        var open = () => Sources().OpenAsync(ImageReference.Parse($"oci:{_temporary["missing"]}"), TestContext.Current.CancellationToken);

        (await open.Should().ThrowAsync<ImageNotFoundException>()).WithMessage("*there is no directory*");
    }

    [Fact]
    public async Task Fetch_does_not_follow_a_link_out_of_the_layout()
    {
        _layout.Image("one").Index();
        _temporary.Write("outside", "host");
        var digest = Digest.Of("host"u8);
        _temporary.Link("layout/" + LayoutSource.NameOf(digest), _temporary["outside"]);
        await using var source = await OpenAsync(null);

        var fetch = () => source.FetchManifestAsync(digest, TestContext.Current.CancellationToken);

        await fetch.Should().ThrowAsync<ImageNotFoundException>();
    }

    [Fact]
    public async Task Open_of_a_fifo_does_not_hang()
    {
        using (var mkfifo = Process.Start("mkfifo", [Path.Combine(_layout.Path, LayoutArchive.IndexName)]))
        {
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await Fails("*no regular file*");
    }

    private static ContentDescriptor Describe(Digest digest) => new() { MediaType = MediaTypes.OciLayer, Digest = digest, Size = 7 };

    private Task<IImageSource> OpenAsync(string? name) => Sources().OpenAsync(_layout.Reference(name), TestContext.Current.CancellationToken);

    private ArchiveSources Sources()
    {
        var limits = new ImageLimits();
        return new ArchiveSources(new ArchiveFile(new StoreDirectory(new StoreLayout(_temporary["store"])), limits), limits);
    }

    private async Task<string> FetchAsync(string? name)
    {
        await using var source = await OpenAsync(name);
        return Encoding.UTF8.GetString((await source.FetchManifestAsync(null, TestContext.Current.CancellationToken)).Content);
    }

    private async Task Fails(string message)
    {
        var open = () => OpenAsync(null);

        (await open.Should().ThrowAsync<ImageFormatException>()).WithMessage(message);
    }
}
