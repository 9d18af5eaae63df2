using System.Text.Json.Nodes;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Images.Store;

/// <summary>Pulls from a real registry, and what other tools say of the store.</summary>
public sealed class RegistryPullTests
{
    [Theory]
    [InlineData(ImageFormat.Oci, LayerCompression.Gzip)]
    [InlineData(ImageFormat.Oci, LayerCompression.Zstd)]
    [InlineData(ImageFormat.Oci, LayerCompression.None)]
    [InlineData(ImageFormat.Docker, LayerCompression.Gzip)]
    public async Task A_pulled_image_is_whole(ImageFormat format, LayerCompression compression)
    {
        await using var node = await PullNode.OpenAsync();
        var image = new ImageBuilder { Format = format, Compression = compression }.Layer(layer => layer.Directory("dir").File("dir/file", "text")).Build();

        var pulled = await node.PullAsync(await node.PushAsync(image));

        pulled.Id.Should().Be(image.Id);
        node.AssertWhole(image);
        File.ReadAllText(node.LayerOf(image.Layers[0]) + "/fs/dir/file").Should().Be("text");
    }

    [Fact]
    public async Task A_pull_of_what_is_up_to_date_is_one_request()
    {
        await using var node = await PullNode.OpenAsync();
        var reference = await node.PushAsync(PullNode.Image());
        await node.PullAsync(reference);
        var before = node.Proxy.Requests.Count(request => request.IsManifest || request.IsBlob);

        await node.PullAsync(reference);

        var after = node.Proxy.Requests.Where(request => request.IsManifest || request.IsBlob).Skip(before).ToList();
        after.Should().ContainSingle().Which.Method.Should().Be("HEAD");
    }

    [Fact]
    public async Task Skopeo_reads_the_store_back()
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image();
        var reference = await node.PushAsync(image);
        await node.PullAsync(reference);
        var name = "docker.io/library/web:1";
        await node.Runtime.TagImageAsync(reference.ToString(), ImageReference.Parse(name), PullNode.Token);

        var inspected = JsonNode.Parse(PullNode.Skopeo("inspect", $"oci:{node.Images}:{name}"))!;
        PullNode.Skopeo("copy", "-q", $"oci:{node.Images}:{name}", $"dir:{node.Path}/copy");

        inspected["Digest"]!.GetValue<string>().Should().Be(image.Digest.Value);
        File.ReadAllBytes($"{node.Path}/copy/manifest.json").Should().Equal(image.Manifest);
        File.ReadAllBytes($"{node.Path}/copy/{image.Layers[0].Digest.Hex}").Should().Equal(image.Layers[0].Blob);
    }

    [Theory]
    [InlineData("oci", "gzip")]
    [InlineData("oci", "zstd")]
    [InlineData("v2s2", "gzip")]
    public async Task Images_that_skopeo_pushed_are_pulled(string format, string compression)
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image(compression: LayerCompression.None);
        var layout = new LayoutBuilder().Add("web", image).WriteTo($"{node.Path}/layout");

        PullNode.Skopeo(
            "copy", "-q", "--format", format, "--dest-compress-format", compression, "--dest-tls-verify=false", $"{layout}:web", $"docker://{node.Registry.Address}/skopeo:1");
        var pulled = await node.PullAsync(node.Reference("skopeo"));

        (await node.Runtime.InspectImageAsync(pulled.Id.Value, PullNode.Token)).Layers.Select(layer => layer.DiffId).Should().Equal(image.Layers.Select(layer => layer.DiffId));
        File.Exists(node.LayerOf(image.Layers[2]) + "/fs/dir/file2").Should().BeTrue();
    }

    [Fact]
    public async Task An_image_of_a_layout_is_pulled()
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image();
        var layout = new LayoutBuilder().Add("web", image).WriteTo($"{node.Path}/layout");

        await node.PullAsync(ImageReference.Parse($"{layout}:web"));

        node.AssertWhole(image);
    }

    [Fact]
    public async Task Usage_counts_layers_and_blobs()
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image();
        await node.PullAsync(await node.PushAsync(image));

        var usage = await node.Runtime.GetStorageUsageAsync(PullNode.Token);

        usage.Layers.Should().Be(new StorageShare(3, 0, 900_000, 900_000));
        usage.Blobs.Count.Should().Be(5);
        usage.Ingest.Count.Should().Be(0);
        usage.Containers.Count.Should().Be(0);
    }
}
