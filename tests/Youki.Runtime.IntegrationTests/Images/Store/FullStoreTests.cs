using Youki.Runtime.Files;
using Youki.Runtime.IntegrationTests.Faults;

namespace Youki.Runtime.IntegrationTests.Images.Store;

/// <summary>A store on a disk of its own that has no space left: what makes room has to work there.</summary>
public sealed class FullStoreTests
{
    [Fact]
    public async Task Prune_makes_room_on_a_full_disk()
    {
        await using var node = await PullNode.OpenAsync();
        using var disk = new Tmpfs(node.Images, "size=4m,mode=700");
        var image = PullNode.Image(layers: 1);
        await node.PullAsync(await node.PushAsync(image));
        Tmpfs.Fill(Path.Combine(node.Images, "fill"));

        var pruned = await node.Runtime.PruneImagesAsync(new PruneImagesOptions { All = true }, PullNode.Token);

        pruned.Deleted.Should().Equal(image.Id);
        pruned.ReclaimedBytes.Should().BeGreaterThan(600_000);
        new DriveInfo(node.Images).AvailableFreeSpace.Should().BeGreaterThan(500_000);
        node.Names("layers").Should().BeEmpty();
        node.Names("blobs/sha256").Should().BeEmpty();
        await node.AssertNothingIsHalfDoneAsync();
    }

    [Fact]
    public async Task Remove_on_a_full_disk_leaves_other_images_whole()
    {
        await using var node = await PullNode.OpenAsync();
        using var disk = new Tmpfs(node.Images, "size=8m,mode=700");
        var (image, other) = (PullNode.Image(layers: 1), PullNode.Image(layers: 2));
        var reference = await node.PushAsync(image);
        await node.PullAsync(reference);
        await node.PullAsync(await node.PushAsync(other, "other"));
        Tmpfs.Fill(Path.Combine(node.Images, "fill"));

        var removed = await node.Runtime.RemoveImageAsync(reference.ToString(), cancellationToken: PullNode.Token);

        removed.Deleted.Should().Equal(image.Id);
        (await node.Runtime.ListImagesAsync(cancellationToken: PullNode.Token)).Select(each => each.Id).Should().Equal(other.Id);
        node.AssertWhole(other);
    }

    [Fact]
    public async Task A_name_of_an_image_that_has_another_cannot_be_taken_away_on_a_full_disk_and_nothing_is_lost()
    {
        await using var node = await PullNode.OpenAsync();
        using var disk = new Tmpfs(node.Images, "size=4m,mode=700");
        var image = PullNode.Image(layers: 1);
        var reference = await node.PushAsync(image);
        await node.PullAsync(reference);
        await node.Runtime.TagImageAsync(reference.ToString(), ImageReference.Parse("second:1"), PullNode.Token);
        Tmpfs.Fill(Path.Combine(node.Images, "fill"));

        var remove = () => node.Runtime.RemoveImageAsync("second:1", cancellationToken: PullNode.Token);

        await remove.Should().ThrowAsync<HostResourceException>().WithMessage("*the disk is full*");
        (await node.Runtime.ListImagesAsync(cancellationToken: PullNode.Token)).Single().References.Should().HaveCount(2);
        node.AssertWhole(image);
    }

    [Fact]
    public async Task Ensure_takes_a_directory_of_a_disk_that_is_full()
    {
        await using var node = await PullNode.OpenAsync();
        using var disk = new Tmpfs(node.Images, "nr_inodes=1,mode=700");

        var ensure = () => PrivateDirectory.Ensure(node.Images, "ImageDirectory");

        ensure.Should().NotThrow();
    }

    [Fact]
    public async Task What_a_removal_that_was_broken_off_has_left_is_counted_and_can_go()
    {
        await using var node = await PullNode.OpenAsync();
        await node.PullAsync(await node.PushAsync(PullNode.Image(layers: 1)));
        await File.WriteAllBytesAsync(Path.Combine(node.Images, ".trash", "left"), new byte[100_000], PullNode.Token);

        var before = (await node.Runtime.GetStorageUsageAsync(PullNode.Token)).Ingest;
        await node.Runtime.PruneImagesAsync(new PruneImagesOptions(), PullNode.Token);

        (before.Count, before.Active, before.Bytes > 0, before.ReclaimableBytes).Should().Be((1, 0, true, before.Bytes));
        (await node.Runtime.GetStorageUsageAsync(PullNode.Token)).Ingest.Should().Be(default(StorageShare));
    }
}
