using Youki.Runtime.TestImages;

namespace Youki.Runtime.Tests.Images;

public sealed class ImagePrunerTests : IDisposable
{
    private readonly StoreHost _host = new();

    [Fact]
    public async Task Prune_takes_images_without_a_reference_alone()
    {
        var old = await _host.PutAsync("old", "alpine:3");
        var image = await _host.PutAsync("new", "alpine:3");

        var removal = await PruneAsync(new());

        removal.Deleted.Should().Equal(old.Id);
        removal.Untagged.Should().BeEmpty();
        _host.IsEmptyOf(old).Should().BeTrue();
        _host.HasLayers(image).Should().BeTrue();
    }

    [Fact]
    public async Task Prune_of_all_keeps_what_containers_use()
    {
        var used = await _host.PutAsync("used", "alpine:3");
        var unused = await _host.PutAsync("unused", "busybox:1");
        await _host.KeepAsync(used, "alpine:3");

        var removal = await PruneAsync(new() { All = true });

        removal.Deleted.Should().Equal(unused.Id);
        _host.HasLayers(used).Should().BeTrue();
    }

    [Fact]
    public async Task Prune_by_age_keeps_what_a_container_used_lately()
    {
        var used = await _host.PutAsync("used", "alpine:3");
        var unused = await _host.PutAsync("unused", "busybox:1");
        _host.Time.Advance(TimeSpan.FromDays(10));
        var (id, bundle) = await _host.KeepAsync(used, "alpine:3");
        await _host.Parts.Containers.ReleaseAsync(id, bundle, StoreHost.Token);
        _host.Time.Advance(TimeSpan.FromDays(2));

        var removal = await PruneAsync(new() { All = true, OlderThan = TimeSpan.FromDays(5) });

        removal.Deleted.Should().Equal(unused.Id);
        _host.HasLayers(used).Should().BeTrue();
    }

    [Fact]
    public async Task Prune_to_a_mark_begins_with_what_was_not_used_for_longest()
    {
        var oldest = await _host.PutAsync("1", "alpine:1");
        _host.Time.Advance(TimeSpan.FromDays(1));
        var middle = await _host.PutAsync("2", "alpine:2");
        _host.Time.Advance(TimeSpan.FromDays(1));
        var newest = await _host.PutAsync("3", "alpine:3");
        var all = new[] { oldest, middle, newest }.Sum(image => image.Manifest.Length + image.Config.Length + image.Layers[0].Blob.Length + 100L);

        var removal = await PruneAsync(new() { TargetBytes = all - 1 });

        removal.Deleted.Should().Equal(oldest.Id);
        removal.Untagged.Should().Equal(ImageReference.Parse("alpine:1"));
        _host.HasLayers(middle).Should().BeTrue();
        _host.HasLayers(newest).Should().BeTrue();
    }

    [Fact]
    public async Task Prune_of_two_manifests_of_one_image_tells_it_once_and_when_it_is_gone()
    {
        var layer = TestLayer.Of(new LayerBuilder().File("file").ToTar(), LayerCompression.Gzip);
        var first = await _host.PutAsync(new ImageBuilder { Format = ImageFormat.Oci }.Layer(layer).Build(), "alpine:1");
        _host.Time.Advance(TimeSpan.FromDays(1));
        var second = await _host.PutAsync(new ImageBuilder { Format = ImageFormat.Docker }.Layer(layer).Build(), "alpine:2");
        _host.Time.Advance(TimeSpan.FromDays(1));

        var older = await PruneAsync(new() { All = true, OlderThan = TimeSpan.FromHours(36) });
        var newer = await PruneAsync(new() { TargetBytes = 0 });

        second.Id.Should().Be(first.Id);
        older.Untagged.Should().Equal(ImageReference.Parse("alpine:1"));
        older.Deleted.Should().BeEmpty("the image is still there under its other name");
        newer.Deleted.Should().Equal(first.Id);
    }

    [Fact]
    public async Task Prune_to_a_part_of_the_disk_that_cannot_be_reached_keeps_what_containers_use()
    {
        var used = await _host.PutAsync("used", "alpine:3");
        await _host.PutAsync("unused", "busybox:1");
        await _host.KeepAsync(used, "alpine:3");

        var removal = await PruneAsync(new() { TargetDiskPercent = 0 });

        removal.Deleted.Should().ContainSingle();
        _host.HasLayers(used).Should().BeTrue();
    }

    [Fact]
    public async Task Prune_takes_what_a_broken_off_pull_left()
    {
        await _host.PutAsync("one", "alpine:3");
        var blob = Digest.Of("left"u8);
        _host.Parts.Ingest.Begin(blob, 100);
        await File.WriteAllBytesAsync(_host.Layout.IngestBlob(blob), new byte[50], StoreHost.Token);

        var removal = await PruneAsync(new());

        removal.ReclaimedBytes.Should().Be(50);
        Directory.EnumerateFileSystemEntries(_host.Layout.IngestDirectory).Should().BeEmpty();
    }

    [Fact]
    public async Task Prune_leaves_what_a_pull_works_on()
    {
        await _host.PutAsync("one", "alpine:3");
        var blob = Digest.Of("left"u8);
        using var held = await _host.Open().Locks.AcquireAsync(Youki.Runtime.Images.Content.StoreLayout.BlobLockName(blob), "a blob", TimeSpan.FromSeconds(5), null, StoreHost.Token);
        _host.Parts.Ingest.Begin(blob, 100);
        await File.WriteAllBytesAsync(_host.Layout.IngestBlob(blob), new byte[50], StoreHost.Token);

        await PruneAsync(new());

        File.Exists(_host.Layout.IngestBlob(blob)).Should().BeTrue();
    }

    [Fact]
    public async Task Prune_of_a_store_that_is_not_there_does_nothing()
    {
        (await PruneAsync(new() { All = true, TargetDiskPercent = 50 })).ReclaimedBytes.Should().Be(0);
    }

    private Task<ImageRemoval> PruneAsync(PruneImagesOptions options) => _host.Parts.Pruner.PruneAsync(options, StoreHost.Token);

    public void Dispose() => _host.Dispose();
}
