using System.Text.Json.Nodes;
using Youki.Runtime.IntegrationTests.Support.Registries;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Images.Store;

/// <summary>What a registry, or something on the way, does wrong.</summary>
public sealed class RegistryFaultTests
{
    [Fact]
    public async Task A_blob_that_breaks_off_is_mended_on_the_way()
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image(bytes: 3_000_000);
        var reference = await node.PushAsync(image);
        node.Proxy.Break(request => request.IsBlob && request.Path.EndsWith(image.Layers[0].Digest.Value, StringComparison.Ordinal), RegistryFaults.BreakAfter(1_000_000), times: 1);

        await node.PullAsync(reference);

        node.AssertWhole(image);
        node.RequestsFor(image.Layers[0].Digest).Should().Be(2);
    }

    [Theory]
    [InlineData("flip")]
    [InlineData("shorten")]
    [InlineData("lengthen")]
    public async Task A_blob_that_is_not_its_digest_is_refused_and_a_later_pull_brings_it(string fault)
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image();
        var reference = await node.PushAsync(image);
        var blob = image.Layers[1].Digest;
        node.Proxy.Break(request => request.IsBlob && request.Path.EndsWith(blob.Value, StringComparison.Ordinal), fault switch
        {
            "flip" => RegistryFaults.FlipByte(1000),
            "shorten" => RegistryFaults.Shorten(100),
            _ => RegistryFaults.Lengthen(100),
        });

        var pull = () => node.PullAsync(reference);

        await pull.Should().ThrowAsync<ImageException>();
        await node.AssertNothingIsHalfDoneAsync();
        File.Exists(node.BlobOf(blob)).Should().BeFalse();
        Directory.Exists(node.LayerOf(image.Layers[1])).Should().BeFalse();
        node.Proxy.Mend();
        await node.PullAsync(reference);
        node.AssertWhole(image);
    }

    [Fact]
    public async Task A_manifest_that_is_an_index_too_is_refused() =>
        await AssertManifestIsRefusedAsync(manifest => manifest["manifests"] = new JsonArray(), "*could be taken for either*");

    [Fact]
    public async Task Ten_thousand_layers_are_refused_before_anything_is_fetched() => await AssertManifestIsRefusedAsync(
        manifest =>
        {
            var layer = manifest["layers"]![0]!;
            manifest["layers"] = new JsonArray([.. Enumerable.Repeat(0, 10_000).Select(_ => layer.DeepClone())]);
        },
        "*10000 layers*");

    [Fact]
    public async Task A_manifest_of_20_megabytes_is_refused()
    {
        await using var node = await PullNode.OpenAsync();
        node.Proxy.Break(request => request.IsManifest, RegistryFaults.HugeManifest());

        var pull = () => node.PullAsync(node.Reference("web"));

        await pull.Should().ThrowAsync<ImageFormatException>();
    }

    [Fact]
    public async Task A_configuration_of_other_layers_is_refused()
    {
        await using var node = await PullNode.OpenAsync();
        var image = new ImageBuilder { EditConfig = config => config["rootfs"]!["diff_ids"]![0] = Digest.Of("other"u8).Value }.Layer(layer => layer.File("file")).Build();
        var reference = await node.PushAsync(image);

        var pull = () => node.PullAsync(reference);

        await pull.Should().ThrowAsync<ImageDamagedException>().WithMessage("*rootfs.diff_ids*");
        await node.AssertNothingIsHalfDoneAsync();
        node.Names("layers").Should().BeEmpty();
    }

    [Fact]
    public async Task A_tar_that_ends_in_the_middle_is_refused()
    {
        await using var node = await PullNode.OpenAsync();
        var tar = new LayerBuilder().File("file", new byte[100_000]).ToTar()[..50_000];
        var reference = await node.PushAsync(new ImageBuilder().Layer(tar).Build());

        var pull = () => node.PullAsync(reference);

        await pull.Should().ThrowAsync<ImageFormatException>();
        await node.AssertNothingIsHalfDoneAsync();
        node.Names("ingest").Should().BeEmpty();
        node.Names("layers").Should().BeEmpty();
    }

    [Fact]
    public async Task A_bomb_is_refused_before_it_fills_the_disk()
    {
        await using var node = await PullNode.OpenAsync();
        node.Options.Images.Limits.MaxLayerBytes = 10 << 20;
        var reference = await node.PushAsync(new ImageBuilder().Layer(layer => layer.File("zeros", new byte[100 << 20])).Build());

        var pull = () => node.PullAsync(reference);

        await pull.Should().ThrowAsync<ImageFormatException>().WithMessage("*MaxLayerBytes*");
        await node.AssertNothingIsHalfDoneAsync();
        node.Names("ingest").Should().BeEmpty();
    }

    private static async Task AssertManifestIsRefusedAsync(Action<JsonObject> edit, string message)
    {
        await using var node = await PullNode.OpenAsync();
        var image = new ImageBuilder { EditManifest = edit }.Layer(layer => layer.File("file")).Build();
        node.Proxy.Break(request => request.IsManifest, RegistryFaults.Answer(image.Manifest));

        var pull = () => node.PullAsync(node.Reference("web"));

        await pull.Should().ThrowAsync<ImageFormatException>().WithMessage(message);
        node.Proxy.Requests.Should().NotContain(request => request.IsBlob);
        await node.AssertNothingIsHalfDoneAsync();
    }
}
