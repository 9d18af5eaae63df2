using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images.Transfer;

public sealed class PullerTests : IDisposable
{
    private readonly PullHost _host = new();

    [Fact]
    public async Task Pull_brings_blobs_layers_and_the_reference()
    {
        var image = PullHost.Image();
        _host.Source.Serve(image);

        var pulled = await _host.PullAsync();

        pulled.Id.Should().Be(image.Id);
        pulled.Digest.Should().Be(image.Digest);
        pulled.References.Should().Equal(ImageReference.Parse(PullHost.Reference));
        pulled.CompressedSize.Should().Be(image.Layers.Sum(layer => (long)layer.Blob.Length));
        pulled.Size.Should().Be(200_000);
        _host.Store.HasBlobs(image).Should().BeTrue();
        _host.Store.HasLayers(image).Should().BeTrue();
        Directory.EnumerateFileSystemEntries(_host.Store.Layout.IngestDirectory).Should().BeEmpty();
        Directory.EnumerateFiles(_host.Store.Layout.LeaseDirectory).Should().BeEmpty();
    }

    [Fact]
    public async Task Pull_of_what_is_up_to_date_fetches_nothing()
    {
        _host.Source.Serve(PullHost.Image());
        await _host.PullAsync();
        _host.Source.Requests.Clear();

        await _host.PullAsync();

        _host.Source.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Pull_of_a_reference_that_moved_leaves_the_old_image_without_one()
    {
        var (old, image) = (PullHost.Image(seed: 1), PullHost.Image(seed: 2));
        _host.Source.Serve(old);
        await _host.PullAsync();
        _host.Source = new MemorySource().Serve(image);

        await _host.PullAsync();

        _host.Store.Parts.Views.List(new ImageFilter { Dangling = true }).Should().ContainSingle().Which.Id.Should().Be(old.Id);
        _host.Store.Parts.Finder.FindOne(PullHost.Reference).Manifest.Should().Be(image.Digest);
    }

    [Fact]
    public async Task Pull_if_not_present_asks_nobody_for_what_is_present()
    {
        _host.Source.Serve(PullHost.Image());
        await _host.PullAsync();

        await _host.PullAsync(options: new PullOptions());

        _host.Opened.Should().Be(1);
    }

    [Fact]
    public async Task Pull_by_digest_asks_nobody_for_what_is_present()
    {
        var image = PullHost.Image();
        _host.Source.Serve(image);
        var reference = $"registry.example/web@{image.Digest}";
        await _host.PullAsync(reference);

        await _host.PullAsync(reference);

        _host.Opened.Should().Be(1);
    }

    [Fact]
    public async Task Layers_that_another_image_has_are_not_fetched()
    {
        var image = PullHost.Image();
        _host.Source.Serve(image);
        await _host.PullAsync();
        var other = new ImageBuilder { Config = new() { Cmd = ["other"] } }.Layer(image.Layers[0]).Layer(layer => layer.File("more", "more")).Build();
        _host.Source = new MemorySource().Serve(other);

        await _host.PullAsync("registry.example/other:1");

        _host.Source.CountOf(image.Layers[0].Digest).Should().Be(0);
        _host.Source.CountOf(other.Layers[1].Digest).Should().Be(1);
    }

    [Fact]
    public async Task A_layer_that_the_manifest_names_twice_is_fetched_once()
    {
        var layer = PullHost.Image(1).Layers[0];
        var image = new ImageBuilder().Layer(layer).Layer(layer).Build();
        _host.Source.Serve(image);

        await _host.PullAsync();

        _host.Source.CountOf(layer.Digest).Should().Be(1);
    }

    [Fact]
    public async Task Two_pulls_at_once_fetch_each_blob_once()
    {
        var image = PullHost.Image(4);
        _host.Source = new MemorySource { Resolves = false, Opening = _ => Task.Delay(20) }.Serve(image);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _host.PullAsync()));

        image.Layers.Select(layer => _host.Source.CountOf(layer.Digest)).Should().AllBeEquivalentTo(1);
        _host.Store.Parts.Index.Read().Should().ContainSingle();
    }

    [Fact]
    public async Task A_blob_without_its_layer_is_unpacked_and_not_fetched()
    {
        var image = PullHost.Image();
        _host.Source.Serve(image);
        await _host.PullAsync();
        Directory.Delete(_host.Store.Layout.Layer(image.Layers[1].DiffId), recursive: true);
        var phases = new ConcurrentQueue<ImagePhase>();

        await _host.PullAsync(options: new PullOptions { Progress = new Listener(report => phases.Enqueue(report.Phase)) });

        phases.Should().Contain(ImagePhase.Unpacking).And.NotContain(ImagePhase.Downloading);
        _host.Source.CountOf(image.Layers[1].Digest).Should().Be(1);
        _host.Store.HasLayers(image).Should().BeTrue();
    }

    [Fact]
    public async Task A_layer_without_its_blob_is_fetched_and_not_unpacked()
    {
        var image = PullHost.Image();
        _host.Source.Serve(image);
        await _host.PullAsync();
        File.Delete(_host.Store.Layout.Blob(image.Layers[1].Digest));
        var unpacked = _host.Store.Parts.Layers.TryFind(image.Layers[1].DiffId);

        await _host.PullAsync();

        _host.Store.HasBlobs(image).Should().BeTrue();
        _host.Store.Parts.Layers.TryFind(image.Layers[1].DiffId).Should().BeEquivalentTo(unpacked);
    }

    [Fact]
    public async Task Without_blobs_kept_there_are_only_documents_and_layers()
    {
        using var host = new PullHost(options => options.KeepLayerBlobs = false);
        var image = PullHost.Image();
        host.Source.Serve(image);

        await host.PullAsync();
        await host.PullAsync();

        host.Store.Parts.Blobs.All().Select(blob => blob.Digest).Should().BeEquivalentTo([image.Digest, image.Id]);
        host.Store.HasLayers(image).Should().BeTrue();
        host.Source.CountOf(image.Layers[0].Digest).Should().Be(1);
    }

    [Fact]
    public async Task The_manifest_of_the_platform_is_chosen()
    {
        var images = new[] { StoreHost.Image("arm", "linux/arm/v6"), StoreHost.Image("s390x", "linux/s390x") };
        _host.Source.Serve(TestIndex.Of(ImageFormat.Oci, images, Attested));

        var pulled = await _host.PullAsync(options: new PullOptions { Policy = PullPolicy.Always, Platform = ImagePlatform.Parse("linux/arm/v7") });

        pulled.Id.Should().Be(images[0].Id);
        pulled.Platform.Should().Be(ImagePlatform.Parse("linux/arm/v6"));
        _host.Source.Requests.Should().NotContain($"manifest {images[1].Digest.Hex[..8]}");
    }

    [Fact]
    public async Task A_platform_that_there_is_not_names_those_that_there_are()
    {
        var index = TestIndex.Of(ImageFormat.Docker, [StoreHost.Image("arm", "linux/arm/v7"), StoreHost.Image("s390x", "linux/s390x")], Attested);
        _host.Source.Serve(index);

        var pull = () => _host.PullAsync(options: new PullOptions { Platform = ImagePlatform.Parse("linux/riscv64") });

        (await pull.Should().ThrowAsync<ImagePlatformException>()).Which.Available.Should().Equal(ImagePlatform.Parse("linux/arm/v7"), ImagePlatform.Parse("linux/s390x"));
        _host.AssertNothingIsHalfDone();
    }

    [Fact]
    public async Task An_index_in_an_index_is_followed()
    {
        var image = PullHost.Image();
        var inner = TestIndex.Of(ImageFormat.Oci, [image]);
        var outer = TestIndex.Of(ImageFormat.Oci, [], index => index["manifests"] = new JsonArray(new JsonObject
        {
            ["mediaType"] = inner.MediaType,
            ["digest"] = inner.Digest.Value,
            ["size"] = inner.Content.Length,
        }));
        _host.Source.Serve(inner);
        _host.Source.Serve(outer);

        (await _host.PullAsync()).Id.Should().Be(image.Id);
    }

    [Fact]
    public async Task Indexes_in_indexes_without_end_are_refused()
    {
        // Each names the next one a hundred times: a million requests, were all of them followed.
        var index = TestIndex.Of(ImageFormat.Oci, [StoreHost.Image("one", "linux/riscv64")]);
        for (var level = 0; level < 3; level++)
        {
            var (digest, size) = (index.Digest.Value, index.Content.Length);
            _host.Source.AddManifest(index.Digest, index.MediaType, index.Content);
            index = TestIndex.Of(ImageFormat.Oci, [], document => document["manifests"] = new JsonArray(
                [.. Enumerable.Range(0, 100).Select(_ => new JsonObject { ["mediaType"] = MediaTypes.OciIndex, ["digest"] = digest, ["size"] = size })]));
        }

        _host.Source.AddManifest(index.Digest, index.MediaType, index.Content);
        _host.Source.Name(index.Digest);

        var pull = () => _host.PullAsync(options: new() { Policy = PullPolicy.Always, Platform = ImagePlatform.Parse("linux/s390x") });

        await pull.Should().ThrowAsync<ImageFormatException>().WithMessage("*indexes*");
        _host.Source.Requests.Should().HaveCountLessThan(50);
    }

    [Fact]
    public async Task Each_layer_reports_its_phases()
    {
        var image = PullHost.Image();
        _host.Source.Serve(image);
        var reports = new ConcurrentQueue<ImageProgress>();

        await _host.PullAsync(options: new PullOptions { Progress = new Listener(reports.Enqueue) });

        reports.Where(report => report.Layer is null).Select(report => report.Phase).Should().Equal(ImagePhase.Resolving, ImagePhase.Complete);
        foreach (var layer in image.Layers)
        {
            var own = reports.Where(report => report.Layer == layer.Digest).ToList();
            own[0].Phase.Should().Be(ImagePhase.Downloading);
            own[^1].Should().BeEquivalentTo(new ImageProgress
            {
                Image = PullHost.Reference, Layer = layer.Digest, Phase = ImagePhase.Complete, BytesDone = layer.Blob.Length, BytesTotal = layer.Blob.Length,
            });
        }
    }

    private static void Attested(JsonObject index) => index["manifests"]!.AsArray().Add(new JsonObject
    {
        ["mediaType"] = "application/vnd.oci.image.manifest.v1+json",
        ["digest"] = Digest.Of("attestation"u8).Value,
        ["size"] = 11,
        ["platform"] = new JsonObject { ["os"] = "unknown", ["architecture"] = "unknown" },
    });

    public void Dispose() => _host.Dispose();

    /// <summary>Hears reports at once, in order.</summary>
    private sealed class Listener(Action<ImageProgress> hear) : IProgress<ImageProgress>
    {
        public void Report(ImageProgress value) => hear(value);
    }
}
