using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Images.Store;

/// <summary>A store on a disk of its own that gets full.</summary>
public sealed class PruneToDiskTests
{
    [Fact]
    public async Task Pruning_to_a_part_of_the_disk_ends_where_it_is_reached()
    {
        await using var node = await PullNode.OpenAsync();
        using var disk = new Tmpfs(node.Images, "size=20m,mode=700");
        var images = new List<TestImage>();
        foreach (var number in Enumerable.Range(1, 3))
        {
            // 2 MB as a blob, and as much unpacked.
            images.Add(PullNode.Image(layers: 1, bytes: 2_000_000 + number));
            await node.PullAsync(await node.PushAsync(images[^1], $"web{number}"));
        }

        var untouched = await node.Runtime.PruneImagesAsync(new PruneImagesOptions { TargetDiskPercent = 90 }, PullNode.Token);
        var pruned = await node.Runtime.PruneImagesAsync(new PruneImagesOptions { TargetDiskPercent = 50 }, PullNode.Token);

        untouched.Deleted.Should().BeEmpty();
        pruned.Deleted.Should().Equal(images[0].Id);
        pruned.ReclaimedBytes.Should().BeGreaterThan(4_000_000);
        UsedPercent(node.Images).Should().BeLessThanOrEqualTo(50);
        node.AssertWhole(images[1]);
        node.AssertWhole(images[2]);
    }

    private static double UsedPercent(string path)
    {
        var disk = new DriveInfo(path);
        return (disk.TotalSize - disk.TotalFreeSpace) * 100.0 / disk.TotalSize;
    }
}
