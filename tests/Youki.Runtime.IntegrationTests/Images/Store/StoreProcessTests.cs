using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.IntegrationTests.Support.Registries;

namespace Youki.Runtime.IntegrationTests.Images.Store;

/// <summary>Several processes on one store, dead ones among them, and a disk without space.</summary>
public sealed class StoreProcessTests
{
    [Fact]
    public async Task A_pull_that_was_killed_is_gone_on_with()
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image(layers: 1, bytes: 8_000_000);
        var reference = await node.PushAsync(image);
        var blob = image.Layers[0].Digest;
        var part = Path.Combine(node.Images, "ingest", $"blob-sha256-{blob.Hex}");
        node.Proxy.Break(request => request.IsBlob && request.Path.EndsWith(blob.Value, StringComparison.Ordinal), RegistryFaults.StallAfter(7_000_000), times: 1);
        using (var child = PullProcess.Start(node, reference))
        {
            await TestNode.EventuallyAsync(() => Task.FromResult(new FileInfo(part) is { Exists: true, Length: > 4_000_000 }));
            await child.KillAsync();
        }

        var there = new FileInfo(part).Length;
        await node.PullAsync(reference);
        await node.Runtime.PruneImagesAsync(cancellationToken: PullNode.Token);

        // The pruning has found the lease of the dead process too.
        node.AssertWhole(image);
        node.Proxy.Requests.Last(request => request.IsBlob && request.Path.EndsWith(blob.Value, StringComparison.Ordinal)).Range.Should().StartWith($"bytes={there}-");
    }

    [Fact]
    public async Task Two_processes_that_pull_one_image_fetch_each_blob_once()
    {
        await using var node = await PullNode.OpenAsync();
        var image = PullNode.Image(layers: 4, bytes: 2_000_000);
        var reference = await node.PushAsync(image);
        using var one = PullProcess.Start(node, reference);
        using var two = PullProcess.Start(node, reference);

        var results = await Task.WhenAll(one.WaitAsync(), two.WaitAsync());

        results.Should().OnlyContain(result => result.ExitCode == 0);
        image.Layers.Select(layer => node.RequestsFor(layer.Digest)).Should().AllBeEquivalentTo(1);
        node.AssertWhole(image);
    }

    [Fact]
    public async Task A_pull_on_a_full_disk_says_so_leaves_nothing_and_works_when_there_is_space()
    {
        await using var node = await PullNode.OpenAsync();

        // Some 3 MB as a blob and 30 MB unpacked: more than one may guess from the blob.
        var image = new TestImages.ImageBuilder().Layer(layer => layer.Directory("dir").File("dir/file", Repeating(30_000_000))).Build();
        var reference = await node.PushAsync(image);
        using var tmpfs = new Tmpfs(node.Images, "size=20m,mode=700");

        var pull = () => node.PullAsync(reference);

        (await pull.Should().ThrowAsync<HostResourceException>()).Which.Kind.Should().Be("disk");
        await node.AssertNothingIsHalfDoneAsync();
        node.Names("ingest").Should().BeEmpty();
        node.Names("layers").Should().BeEmpty();
        Rootfs.Host.Run("mount", "-o", "remount,size=200m", node.Images);
        await pull.Should().NotThrowAsync();
        node.AssertWhole(image);
    }

    /// <summary>Content that gzip makes a tenth of.</summary>
    private static byte[] Repeating(int bytes)
    {
        var content = new byte[bytes];
        var random = new Random(1);
        var block = new byte[1000];
        for (var offset = 0; offset < bytes; offset += block.Length)
        {
            if (offset % 10_000 == 0)
            {
                random.NextBytes(block);
            }

            block.AsSpan(0, Math.Min(block.Length, bytes - offset)).CopyTo(content.AsSpan(offset));
        }

        return content;
    }
}
