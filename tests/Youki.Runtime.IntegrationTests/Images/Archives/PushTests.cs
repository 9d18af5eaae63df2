using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Youki.Runtime.TestImages;
using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.IntegrationTests.Images.Archives;

/// <summary>Images that are sent to Debian's docker-registry, and what skopeo finds there.</summary>
public sealed class PushTests : IDisposable
{
    private readonly ArchiveHost _host = new();

    public PushTests() => Assert.SkipUnless(DockerRegistry.IsOnHost, "docker-registry is not installed");

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(ImageFormat.Oci, LayerCompression.Gzip)]
    [InlineData(ImageFormat.Oci, LayerCompression.Zstd)]
    [InlineData(ImageFormat.Docker, LayerCompression.Gzip)]
    public async Task Skopeo_finds_the_same_digests(ImageFormat format, LayerCompression compression)
    {
        HostProgram.Need("skopeo");
        await using var registry = await DockerRegistry.StartAsync(cancellationToken: ArchiveHost.Token);
        await using var store = _host.OpenStore();
        var reference = $"{registry.Address}/web:1";
        var image = await _host.PullAsync(store, reference, Busybox.Image(format: format, compression: compression).Layer(layer => layer.File("a", "b")).Build());

        var digest = await store.PushImageAsync(ImageReference.Parse(reference), cancellationToken: ArchiveHost.Token);

        digest.Should().Be(image.Digest);
        (await HostProgram.RunAsync("skopeo", "inspect", "--tls-verify=false", "--format", "{{.Digest}}", $"docker://{reference}")).Trim().Should().Be(image.Digest.Value);
        await HostProgram.RunAsync("skopeo", "copy", "--src-tls-verify=false", "--preserve-digests", $"docker://{reference}", $"dir:{_host["copied"]}");
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(_host["copied/manifest.json"], ArchiveHost.Token))!;
        manifest["layers"]!.AsArray().Select(layer => layer!["digest"]!.GetValue<string>()).Should().Equal(image.Layers.Select(layer => layer.Digest.Value));
    }

    [Fact]
    public async Task What_is_there_already_is_not_sent_again_and_progress_tells_so()
    {
        await using var registry = await DockerRegistry.StartAsync(cancellationToken: ArchiveHost.Token);
        await using var store = _host.OpenStore();
        var one = await _host.PullAsync(store, $"{registry.Address}/web:1");
        var two = await _host.PullAsync(store, $"{registry.Address}/web:2");
        one.Layers[0].Digest.Should().Be(two.Layers[0].Digest);

        var first = await PushAsync(store, $"{registry.Address}/web:1");
        var second = await PushAsync(store, $"{registry.Address}/web:2");
        var again = await PushAsync(store, $"{registry.Address}/web:1");

        PhasesOf(first, one.Layers[0]).Should().Equal(ImagePhase.Waiting, ImagePhase.Uploading, ImagePhase.Complete);
        PhasesOf(second, two.Layers[0]).Should().Equal(ImagePhase.Waiting, ImagePhase.AlreadyExists);
        PhasesOf(second, two.Layers[1]).Should().Equal(ImagePhase.Waiting, ImagePhase.Uploading, ImagePhase.Complete);
        again.Where(report => report.Layer is not null).Select(report => report.Phase).Distinct().Should().Equal(ImagePhase.Waiting, ImagePhase.AlreadyExists);
        first.Last(report => report.Layer == one.Layers[0].Digest).Should().Match<ImageProgress>(report => report.BytesDone == one.Layers[0].Blob.Length && report.BytesTotal == report.BytesDone);
    }

    [Fact]
    public async Task Pushed_image_comes_back_to_another_store()
    {
        await using var registry = await DockerRegistry.StartAsync(cancellationToken: ArchiveHost.Token);
        await using var store = _host.OpenStore();
        await using var other = _host.OpenStore("other");
        var reference = ImageReference.Parse($"{registry.Address}/team/web:1");
        var image = await _host.PullAsync(store, reference.ToString());

        await store.PushImageAsync(reference, cancellationToken: ArchiveHost.Token);
        var pulled = await other.PullImageAsync(reference, cancellationToken: ArchiveHost.Token);

        (pulled.Id, pulled.Digest).Should().Be((image.Id, image.Digest));
    }

    [Fact]
    public async Task Push_without_the_blobs_says_what_to_do()
    {
        await using var store = _host.OpenStore();
        var image = await _host.PullAsync(store, "127.0.0.1:1/web:1");
        File.Delete(Path.Combine(_host["images"], "blobs", "sha256", image.Layers[0].Digest.Hex));

        var push = () => store.PushImageAsync(ImageReference.Parse("127.0.0.1:1/web:1"), cancellationToken: ArchiveHost.Token);

        (await push.Should().ThrowAsync<ImageNotFoundException>()).WithMessage("*KeepLayerBlobs*pull*");
    }

    [Theory]
    [InlineData("127.0.0.1:1/missing:1", typeof(ImageNotFoundException))]
    [InlineData("oci:/tmp/layout:web", typeof(ImageException))]
    public async Task Push_of_what_cannot_be_pushed_throws(string reference, Type exception)
    {
        await using var store = _host.OpenStore();

        var push = () => store.PushImageAsync(ImageReference.Parse(reference), cancellationToken: ArchiveHost.Token);

        (await push.Should().ThrowAsync<ImageException>()).Which.Should().BeOfType(exception);
    }

    private static async Task<IReadOnlyList<ImageProgress>> PushAsync(YoukiRuntime store, string reference)
    {
        var reports = new Reports();
        await store.PushImageAsync(ImageReference.Parse(reference), new PushOptions { Progress = reports }, ArchiveHost.Token);
        return [.. reports.All];
    }

    // Bytes are told some ten times a second, in the phase that they are sent in.
    private static IEnumerable<ImagePhase> PhasesOf(IEnumerable<ImageProgress> reports, TestLayer layer) =>
        reports.Where(report => report.Layer == layer.Digest).Select(report => report.Phase).Distinct();

    private sealed class Reports : IProgress<ImageProgress>
    {
        public ConcurrentQueue<ImageProgress> All { get; } = [];

        public void Report(ImageProgress value) => All.Enqueue(value);
    }
}
