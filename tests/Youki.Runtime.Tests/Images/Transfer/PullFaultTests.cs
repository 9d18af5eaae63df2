using System.Text.Json.Nodes;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images.Transfer;

public sealed class PullFaultTests : IDisposable
{
    private readonly PullHost _host = new();

    [Fact]
    public async Task A_broken_off_blob_is_gone_on_with()
    {
        var image = PullHost.Image(bytes: 5_000_000);
        var blob = image.Layers[0];
        _host.Source.Serve(image).Breaks[blob.Digest] = 4_500_000;
        var pull = () => _host.PullAsync();
        await pull.Should().ThrowAsync<RegistryException>();
        _host.AssertNothingIsHalfDone();
        var there = new FileInfo(_host.Store.Layout.IngestBlob(blob.Digest)).Length;
        _host.Source.Breaks.Clear();

        await pull.Should().NotThrowAsync();

        there.Should().BePositive();
        _host.Source.Requests.Should().Contain($"blob {blob.Digest.Hex[..8]} {there}");
        _host.Store.HasBlobs(image).Should().BeTrue();
    }

    [Fact]
    public async Task A_part_that_is_wrong_is_fetched_from_the_beginning()
    {
        var image = PullHost.Image(bytes: 5_000_000);
        var blob = image.Layers[0];
        _host.Source.Serve(image).Breaks[blob.Digest] = 4_500_000;
        var pull = () => _host.PullAsync();
        await pull.Should().ThrowAsync<RegistryException>();
        var file = _host.Store.Layout.IngestBlob(blob.Digest);
        await File.WriteAllBytesAsync(file, new byte[new FileInfo(file).Length], StoreHost.Token);
        _host.Source.Breaks.Clear();

        await pull.Should().NotThrowAsync();

        _host.Source.Requests[^1].Should().Be($"blob {blob.Digest.Hex[..8]} 0");
        _host.Store.HasBlobs(image).Should().BeTrue();
    }

    [Fact]
    public async Task A_part_of_another_boot_is_fetched_from_the_beginning()
    {
        var image = PullHost.Image(bytes: 5_000_000);
        var blob = image.Layers[0];
        _host.Source.Serve(image).Breaks[blob.Digest] = 4_500_000;
        var pull = () => _host.PullAsync();
        await pull.Should().ThrowAsync<RegistryException>();
        var owner = _host.Store.Layout.IngestBlob(blob.Digest) + ".owner";
        var record = JsonNode.Parse(await File.ReadAllTextAsync(owner, StoreHost.Token))!;
        record["bootId"] = "another";
        await File.WriteAllTextAsync(owner, record.ToJsonString(), StoreHost.Token);
        _host.Source.Breaks.Clear();

        await pull.Should().NotThrowAsync();

        _host.Source.Requests.Where(request => request.StartsWith($"blob {blob.Digest.Hex[..8]}", StringComparison.Ordinal)).Should().OnlyContain(request => request.EndsWith(" 0"));
    }

    [Theory]
    [InlineData("flip")]
    [InlineData("shorten")]
    [InlineData("lengthen")]
    public async Task A_blob_that_is_not_its_digest_is_refused_and_forgotten(string fault)
    {
        var image = PullHost.Image();
        var blob = image.Layers[1];
        _host.Source.Serve(image).Changes[blob.Digest] = content => fault switch
        {
            "flip" => [.. content[..5000], (byte)(content[5000] ^ 1), .. content[5001..]],
            "shorten" => content[..^10],
            _ => [.. content, 0],
        };

        var pull = () => _host.PullAsync();

        (await pull.Should().ThrowAsync<ImageDamagedException>()).Which.Digest.Should().Be(blob.Digest);
        _host.AssertNothingIsHalfDone();
        File.Exists(_host.Store.Layout.IngestBlob(blob.Digest)).Should().BeFalse();
        File.Exists(_host.Store.Layout.Blob(blob.Digest)).Should().BeFalse();
        Directory.Exists(_host.Store.Layout.Layer(blob.DiffId)).Should().BeFalse();
    }

    [Fact]
    public async Task A_configuration_that_names_other_layers_is_refused()
    {
        var image = new ImageBuilder { EditConfig = config => config["rootfs"]!["diff_ids"]![0] = Digest.Of("other"u8).Value }.Layer(layer => layer.File("file")).Build();
        _host.Source.Serve(image);

        var pull = () => _host.PullAsync();

        await pull.Should().ThrowAsync<ImageDamagedException>().WithMessage("*rootfs.diff_ids*");
        _host.AssertNothingIsHalfDone();
    }

    [Fact]
    public async Task A_configuration_cannot_take_a_layer_of_another_image_by_its_name()
    {
        var secret = PullHost.Image(1, seed: 1);
        _host.Source.Serve(secret);
        await _host.PullAsync();
        var thief = new ImageBuilder { EditConfig = config => config["rootfs"]!["diff_ids"]![0] = secret.Layers[0].DiffId.Value }.Layer(layer => layer.File("file")).Build();
        _host.Source = new MemorySource().Serve(thief);

        var pull = () => _host.PullAsync("registry.example/thief:1");

        await pull.Should().ThrowAsync<ImageDamagedException>();
        _host.Store.HasLayers(secret).Should().BeTrue();
    }

    [Fact]
    public async Task A_manifest_that_is_not_the_digest_asked_for_is_refused()
    {
        var (wanted, other) = (PullHost.Image(seed: 1), PullHost.Image(seed: 2));
        _host.Source.Serve(other).AddManifest(wanted.Digest, other.MediaType, other.Manifest);

        var pull = () => _host.PullAsync($"registry.example/web:1@{wanted.Digest}");

        (await pull.Should().ThrowAsync<ImageDamagedException>()).Which.Digest.Should().Be(wanted.Digest);
    }

    [Fact]
    public async Task Ten_thousand_layers_are_refused_before_anything_is_fetched()
    {
        var image = PullHost.Image(1);
        var many = new ImageBuilder { EditManifest = Multiply }.Layer(image.Layers[0]).Build();
        _host.Source.Serve(many);

        var pull = () => _host.PullAsync();

        await pull.Should().ThrowAsync<ImageFormatException>().WithMessage("*10000 layers*");
        _host.Source.Requests.Should().Equal("manifest named");

        static void Multiply(JsonObject manifest)
        {
            var layer = manifest["layers"]![0]!;
            manifest["layers"] = new JsonArray([.. Enumerable.Repeat(0, 10_000).Select(_ => layer.DeepClone())]);
        }
    }

    [Fact]
    public async Task An_image_that_cannot_fit_is_refused_before_a_layer_is_fetched()
    {
        var image = new ImageBuilder { EditManifest = Grow, EditConfig = Claim }.Layer(layer => layer.File("a")).Layer(layer => layer.File("b")).Build();
        _host.Source.Serve(image);

        var pull = () => _host.PullAsync();

        (await pull.Should().ThrowAsync<HostResourceException>()).Which.Kind.Should().Be("disk");
        _host.Source.CountOf(image.Layers[0].Digest).Should().Be(0);
        _host.AssertNothingIsHalfDone();

        static void Claim(JsonObject config) =>
            config["rootfs"]!["diff_ids"] = new JsonArray([.. Enumerable.Range(0, 128).Select(number => (JsonNode)Digest.Of(BitConverter.GetBytes(number)).Value)]);

        static void Grow(JsonObject manifest)
        {
            // More than any disk has, in layers that the limits allow.
            var layer = manifest["layers"]![0]!;
            layer["size"] = 60L << 30;
            manifest["layers"] = new JsonArray([.. Enumerable.Range(0, 128).Select(number => Copy(layer, number))]);
            JsonNode Copy(JsonNode node, int number)
            {
                var copy = node.DeepClone();
                copy["digest"] = Digest.Of(BitConverter.GetBytes(number)).Value;
                return copy;
            }
        }
    }

    [Fact]
    public async Task A_failed_layer_ends_the_others_and_all_are_gone_on_with()
    {
        var image = PullHost.Image(3);
        var waiting = new TaskCompletionSource();
        _host.Source.Serve(image).Changes[image.Layers[0].Digest] = content => content[..^1];
        _host.Source.Opening = digest => digest == image.Layers[2].Digest ? waiting.Task : Task.CompletedTask;
        var pull = _host.PullAsync();
        waiting.SetResult();

        await ((Func<Task>)(() => pull)).Should().ThrowAsync<ImageDamagedException>();
        _host.AssertNothingIsHalfDone();
        _host.Source.Changes.Clear();
        await _host.PullAsync();

        _host.Store.HasLayers(image).Should().BeTrue();
    }

    [Fact]
    public async Task A_cancelled_pull_leaves_nothing_half_done()
    {
        var image = PullHost.Image();
        using var cancellation = new CancellationTokenSource();
        _host.Source.Serve(image).Opening = digest =>
        {
            if (digest == image.Layers[1].Digest)
            {
                cancellation.Cancel();
            }

            return Task.CompletedTask;
        };

        var pull = () => _host.Store.Parts.Store.PullAsync(ImageReference.Parse(PullHost.Reference), null, cancellation.Token);

        await pull.Should().ThrowAsync<OperationCanceledException>();
        _host.AssertNothingIsHalfDone();
    }

    public void Dispose() => _host.Dispose();
}
