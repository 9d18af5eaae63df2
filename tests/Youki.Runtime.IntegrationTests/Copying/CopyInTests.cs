using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Copying;

public sealed class CopyInTests
{
    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Container_sees_what_is_copied_in_as_its_root_users(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await WaitingAsync(node);
        MakeTree(node);

        await node.Runtime.CopyToContainerAsync(id, "/dev/shm", node.At("site"), cancellationToken: TestNode.Token);
        await node.Runtime.CopyToContainerAsync(id, "/srv", node.At("site"), cancellationToken: TestNode.Token);
        await node.Runtime.CopyToContainerAsync(id, "/go", node.At("site/a"), cancellationToken: TestNode.Token);

        (await node.Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token)).ExitCode.Should().Be(0);
        (await node.OutputAsync(id)).Output.Should().Be("ready\n640 0:0 srv/site/a\n755 0:0 srv/site/sub/b\ndev/shm/site/sub/b\n");
    }

    [Fact]
    public async Task Stopped_container_sees_it_at_its_next_start_though_its_mount_was_gone()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Shell("cat /given || exit 3"));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        FileSystemMount.TryDetach(Path.Combine(node.Bundle(id), "rootfs"));
        File.WriteAllText(node.At("given"), "here\n");

        await node.Runtime.CopyToContainerAsync(id, "/", node.At("given"), cancellationToken: TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);

        (await node.Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token)).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Read_only_container_is_not_written_to()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "1000") with { ReadOnlyRootfs = true });
        File.WriteAllText(node.At("given"), "here");

        var copy = () => node.Runtime.CopyToContainerAsync(id, "/given", node.At("given"), cancellationToken: TestNode.Token);

        (await copy.Should().ThrowAsync<CopyException>()).Which.Message.Should().Contain("Read-only file system");
    }

    [Fact]
    public async Task Directory_does_not_take_the_place_of_a_file_nor_the_other_way_around()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await WaitingAsync(node);
        MakeTree(node);

        var overFile = () => node.Runtime.CopyToContainerAsync(id, "/bin/busybox", node.At("site"), cancellationToken: TestNode.Token);
        var overDirectory = () => node.Runtime.CopyToContainerAsync(id, "/", Tar(new LayerBuilder().File("etc", "x")), cancellationToken: TestNode.Token);
        var below = () => node.Runtime.CopyToContainerAsync(id, "/", Tar(new LayerBuilder().File("bin/busybox/x", "x")), cancellationToken: TestNode.Token);

        await overFile.Should().ThrowAsync<CopyException>();
        await overDirectory.Should().ThrowAsync<CopyException>();
        await below.Should().ThrowAsync<CopyException>();
    }

    [Fact]
    public async Task Archive_that_is_none_or_breaks_off_leaves_no_half_file()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await WaitingAsync(node);
        var whole = new LayerBuilder().File("first", "1").File("second", new byte[100_000]).ToTar();

        var none = () => node.Runtime.CopyToContainerAsync(id, "/srv", new MemoryStream(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0 }), cancellationToken: TestNode.Token);
        var broken = () => node.Runtime.CopyToContainerAsync(id, "/srv", new MemoryStream(whole[..50_000]), cancellationToken: TestNode.Token);

        (await none.Should().ThrowAsync<CopyException>()).Which.Message.Should().Contain("not compressed");
        await broken.Should().ThrowAsync<CopyException>();
        Names(node, id, "srv").Should().Equal("first");
    }

    [Fact]
    public async Task Cancelled_copy_from_a_stream_that_never_answers_ends_and_leaves_no_half_file()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await WaitingAsync(node);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestNode.Token);
        using var stuck = new StuckStream(new LayerBuilder().File("first", "1").File("second", new byte[1_000_000]).ToTar()[..500_000]);

        var copy = node.Runtime.CopyToContainerAsync(id, "/srv", stuck, cancellationToken: stop.Token);
        await stuck.Reached.WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token);
        await TestNode.EventuallyAsync(() => Task.FromResult(Names(node, id, "srv").Length == 2));
        await stop.CancelAsync();

        await ((Func<Task>)(() => copy)).Should().ThrowAsync<OperationCanceledException>();
        Names(node, id, "srv").Should().Equal("first");
    }

    [Fact]
    public async Task Copy_that_takes_too_long_says_so()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await WaitingAsync(node);
        using var stuck = new StuckStream([]);

        var copy = () => node.Runtime.CopyToContainerAsync(id, "/srv", stuck, new CopyOptions { TimeLimit = TimeSpan.FromMilliseconds(50) }, TestNode.Token);

        await copy.Should().ThrowAsync<OperationTimeoutException>();
    }

    internal static MemoryStream Tar(LayerBuilder layer) => new(layer.ToTar());

    internal static string[] Names(TestNode node, ContainerId id, string directory) =>
        [.. Directory.EnumerateFileSystemEntries(Path.Combine(node.Bundle(id), "rootfs", directory)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    /// <summary>A container with an empty /srv that looks at it when there is a file /go.</summary>
    internal static async Task<ContainerId> WaitingAsync(TestNode node)
    {
        var id = await node.CreateAsync(TestNode.Shell("""
            mkdir -p /srv; echo ready; while ! [ -f /go ]; do sleep 0.05; done; cd /; stat -c '%a %u:%g %n' srv/site/a srv/site/sub/b; ls dev/shm/site/sub/b
            """));
        await node.SaysAsync(id, "ready");
        return id;
    }

    private static void MakeTree(TestNode node)
    {
        Directory.CreateDirectory(node.At("site/sub"));
        File.WriteAllText(node.At("site/a"), "a");
        File.SetUnixFileMode(node.At("site/a"), (UnixFileMode)0b110_100_000);
        File.WriteAllText(node.At("site/sub/b"), "b");
        File.SetUnixFileMode(node.At("site/sub/b"), (UnixFileMode)0b111_101_101);
    }
}
