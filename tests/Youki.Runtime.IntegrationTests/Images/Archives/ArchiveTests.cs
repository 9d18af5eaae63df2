using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Images.Archives;

/// <summary>Archives that this library, skopeo and podman write, read by one another.</summary>
public sealed class ArchiveTests : IDisposable
{
    private readonly ArchiveHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(ArchiveFormat.Oci, ImageFormat.Oci, LayerCompression.Gzip)]
    [InlineData(ArchiveFormat.Oci, ImageFormat.Docker, LayerCompression.Gzip)]
    [InlineData(ArchiveFormat.Oci, ImageFormat.Oci, LayerCompression.Zstd)]
    [InlineData(ArchiveFormat.Docker, ImageFormat.Oci, LayerCompression.Gzip)]
    [InlineData(ArchiveFormat.Docker, ImageFormat.Docker, LayerCompression.Zstd)]
    [InlineData(ArchiveFormat.Docker, ImageFormat.Docker, LayerCompression.None)]
    public async Task Images_come_back_under_all_their_names(ArchiveFormat format, ImageFormat imageFormat, LayerCompression compression)
    {
        await using var store = _host.OpenStore();
        await using var other = _host.OpenStore("other");
        var web = await _host.PullAsync(store, "web:1", Busybox.Image(format: imageFormat, compression: compression).Build());
        await store.TagImageAsync("web:1", ImageReference.Parse("registry.example/web:2"), ArchiveHost.Token);
        var app = await _host.PullAsync(store, "app:1");

        var archive = await _host.ExportAsync(store, format, "web:1", "registry.example/web:2", "app:1");
        var images = await other.ImportImagesAsync(archive, cancellationToken: ArchiveHost.Token);

        images.Select(image => image.Id).Should().BeEquivalentTo([web.Id, app.Id]);
        images.Single(image => image.Id == web.Id).References.Select(reference => reference.ToString()).Should().BeEquivalentTo("docker.io/library/web:1", "registry.example/web:2");
        images.Single(image => image.Id == app.Id).References.Select(reference => reference.ToString()).Should().Equal("docker.io/library/app:1");
        if (format == ArchiveFormat.Oci)
        {
            images.Select(image => image.Digest).Should().BeEquivalentTo([web.Digest, app.Digest]);
        }
    }

    [Theory]
    [InlineData(ArchiveFormat.Oci)]
    [InlineData(ArchiveFormat.Docker)]
    public async Task An_export_writes_shared_blobs_once_and_the_same_bytes_each_time(ArchiveFormat format)
    {
        await using var store = _host.OpenStore();
        await _host.PullAsync(store, "one:1");
        await _host.PullAsync(store, "two:1");

        var one = await File.ReadAllBytesAsync(await _host.ExportAsync(store, format, "one:1", "two:1"), ArchiveHost.Token);
        var again = await _host.ExportAsync(store, format, "one:1", "two:1");

        (await File.ReadAllBytesAsync(again, ArchiveHost.Token)).Should().Equal(one);
        (await HostProgram.RunAsync("tar", "-tf", again)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(ArchiveFormat.Oci, "oci-archive", LayerCompression.Gzip)]
    [InlineData(ArchiveFormat.Docker, "docker-archive", LayerCompression.Gzip)]
    [InlineData(ArchiveFormat.Oci, "oci-archive", LayerCompression.Zstd)]
    [InlineData(ArchiveFormat.Docker, "docker-archive", LayerCompression.None)]
    public async Task Skopeo_and_podman_read_what_is_exported(ArchiveFormat format, string transport, LayerCompression compression)
    {
        HostProgram.Need("skopeo");
        HostProgram.Need("podman");
        await using var store = _host.OpenStore();
        var image = await _host.PullAsync(store, "web:1", Busybox.Image(compression: compression).Build());
        await _host.PullAsync(store, "other:1");

        // podman takes several images from a Docker archive only.
        var archive = await _host.ExportAsync(store, format, format == ArchiveFormat.Docker ? ["web:1", "other:1"] : ["web:1"]);
        await HostProgram.RunAsync("skopeo", "copy", $"{transport}:{archive}:docker.io/library/web:1", $"oci:{_host["copied"]}:web");
        var loaded = await _host.PodmanAsync("load", "-i", archive);

        (await HostProgram.RunAsync("skopeo", "inspect", "--config", "--raw", $"oci:{_host["copied"]}:web")).Should().Be(System.Text.Encoding.Latin1.GetString(image.Config));
        loaded.Should().Contain("docker.io/library/web:1");
        loaded.Contains("docker.io/library/other:1", StringComparison.Ordinal).Should().Be(format == ArchiveFormat.Docker);
        (await _host.PodmanAsync("image", "inspect", "--format", "{{.Id}}", "docker.io/library/web:1")).Trim().Should().Be(image.Id.Hex);
    }

    [Theory]
    [InlineData("oci", false)]
    [InlineData("oci-archive", false)]
    [InlineData("docker-archive", false)]
    [InlineData("oci-archive", true)]
    [InlineData("docker-archive", true)]
    public async Task What_skopeo_writes_is_pulled_and_imported(string transport, bool isCompressed)
    {
        HostProgram.Need("skopeo");
        var image = Busybox.Image().Layer(layer => layer.File("etc/hello", "hello")).Build();
        var layout = new LayoutBuilder().Add("it", image).WriteTo(_host["layout"]);
        var path = _host["copy"];
        await HostProgram.RunAsync("skopeo", "copy", $"{layout}:it", $"{transport}:{path}:registry.example/hello:1");
        if (isCompressed)
        {
            await HostProgram.RunAsync("gzip", path);
            path += ".gz";
        }

        await using var store = _host.OpenStore();
        await using var other = _host.OpenStore("other");
        var pulled = await store.PullImageAsync(ImageReference.Parse($"{transport}:{path}:registry.example/hello:1"), cancellationToken: ArchiveHost.Token);
        var imported = await other.ImportImagesAsync(path, cancellationToken: ArchiveHost.Token);

        pulled.Id.Should().Be(image.Id);
        imported.Select(each => (each.Id, each.References.Single().ToString())).Should().Equal((image.Id, "registry.example/hello:1"));
    }

    [Theory]
    [InlineData("oci-archive")]
    [InlineData("docker-archive")]
    public async Task What_podman_saves_is_imported(string format)
    {
        HostProgram.Need("podman");
        await using var store = _host.OpenStore();
        var image = await _host.PullAsync(store, "web:1");
        await _host.PodmanAsync("load", "-i", await _host.ExportAsync(store, ArchiveFormat.Oci, "web:1"));
        await _host.PodmanAsync("save", "--format", format, "-o", _host["saved"], "docker.io/library/web:1");

        await using var other = _host.OpenStore("other");
        var imported = await other.ImportImagesAsync(_host["saved"], cancellationToken: ArchiveHost.Token);

        imported.Should().ContainSingle().Which.References.Single().ToString().Should().Be("docker.io/library/web:1");
        (await other.InspectImageAsync("web:1", ArchiveHost.Token)).Layers.Select(layer => layer.DiffId).Should().Equal(image.Layers.Select(layer => layer.DiffId));
    }

    [Fact]
    public async Task An_image_for_another_host_is_imported()
    {
        await using var store = _host.OpenStore();
        var image = new ImageBuilder { Platform = ImagePlatform.Parse("linux/s390x") }.Layer(layer => layer.File("a", "b")).Build();
        new LayoutBuilder().Add("registry.example/far:1", image).WriteTo(_host["layout"]);

        var imported = await store.ImportImagesAsync(_host["layout"], cancellationToken: ArchiveHost.Token);

        imported.Single().Platform.Should().Be(image.Platform);
    }

    [Fact]
    public async Task Export_of_an_image_without_its_blobs_says_what_to_do()
    {
        await using var store = _host.OpenStore();
        var image = await _host.PullAsync(store, "web:1");
        File.Delete(Path.Combine(_host["images"], "blobs", "sha256", image.Layers[0].Digest.Hex));

        var export = () => store.ExportImagesAsync(["web:1"], new MemoryStream(), cancellationToken: ArchiveHost.Token);

        (await export.Should().ThrowAsync<ImageNotFoundException>()).WithMessage("*KeepLayerBlobs*pull*");
    }

    [Fact]
    public async Task Export_of_a_damaged_blob_throws()
    {
        await using var store = _host.OpenStore();
        var image = await _host.PullAsync(store, "web:1");
        var blob = Path.Combine(_host["images"], "blobs", "sha256", image.Layers[0].Digest.Hex);
        var content = await File.ReadAllBytesAsync(blob, ArchiveHost.Token);
        content[content.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(blob, content, ArchiveHost.Token);

        var export = () => store.ExportImagesAsync(["web:1"], new MemoryStream(), cancellationToken: ArchiveHost.Token);

        await export.Should().ThrowAsync<ImageDamagedException>();
    }

    [Fact]
    public async Task Export_of_an_unknown_image_throws()
    {
        await using var store = _host.OpenStore();

        var export = () => store.ExportImagesAsync(["missing"], new MemoryStream(), cancellationToken: ArchiveHost.Token);

        await export.Should().ThrowAsync<ImageNotFoundException>();
    }
}
