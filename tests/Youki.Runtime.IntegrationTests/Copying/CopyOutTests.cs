using Youki.Runtime.IntegrationTests.Images.Archives;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Copying;

public sealed class CopyOutTests
{
    private const string Tree = """
        mkdir -p /tree/sub; echo one > /tree/one; echo two > /tree/sub/two; chmod 4750 /tree/one; ln /tree/one /tree/sub/same; ln -s ../../../etc/passwd /tree/link
        mknod /tree/fifo p; mknod /tree/device c 1 3; busybox chown 7:8 /tree/sub/two; echo ready; exec sleep 1000
        """;

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Directory_is_copied_with_all_that_is_in_it(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await RunningAsync(node);

        var result = await node.Runtime.CopyFromContainerAsync(id, "/tree", node.At("copy"), cancellationToken: TestNode.Token);

        File.ReadAllText(node.At("copy/sub/two")).Should().Be("two\n");
        new FileInfo(node.At("copy/link")).LinkTarget.Should().Be("../../../etc/passwd");
        var (one, same, two) = (Status(node.At("copy/one")), Status(node.At("copy/sub/same")), Status(node.At("copy/sub/two")));
        (one.Inode, one.Permissions, one.Uid).Should().Be((same.Inode, 0x1E8, 0u), "hard links stay together, and setuid goes with the owner");
        (two.Uid, two.Gid).Should().Be((0u, 0u));
        Status(node.At("copy/fifo")).Kind.Should().Be(FileKind.Fifo);
        File.Exists(node.At("copy/device")).Should().BeFalse();
        result.Skipped.Should().ContainSingle().Which.Should().Contain("device node");
    }

    [Fact]
    public async Task Archive_keeps_owners_and_setuid_bits()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await RunningAsync(node);

        await node.Runtime.CopyFromContainerAsync(id, "/tree", node.At("copy"), new CopyOptions { Archive = true }, TestNode.Token);

        Status(node.At("copy/one")).Permissions.Should().Be(0x9E8);
        (Status(node.At("copy/sub/two")).Uid, Status(node.At("copy/sub/two")).Gid).Should().Be((7u, 8u));
    }

    [Fact]
    public async Task Destination_decides_over_the_name()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await RunningAsync(node);
        Directory.CreateDirectory(node.At("there"));
        Directory.CreateSymbolicLink(node.At("link"), "there");
        File.WriteAllText(node.At("there/old"), "old");

        await node.Runtime.CopyFromContainerAsync(id, "/tree/one", node.At("there"), cancellationToken: TestNode.Token);
        await node.Runtime.CopyFromContainerAsync(id, "/tree/one", node.At("link/old"), cancellationToken: TestNode.Token);
        await node.Runtime.CopyFromContainerAsync(id, "/tree/sub", node.At("link"), cancellationToken: TestNode.Token);
        await node.Runtime.CopyFromContainerAsync(id, "/tree/sub/.", node.At("there"), cancellationToken: TestNode.Token);
        await node.Runtime.CopyFromContainerAsync(id, "/tree/sub/.", node.At("new"), cancellationToken: TestNode.Token);

        Directory.EnumerateFileSystemEntries(node.At("there"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(node.At("there"), path))
            .Should().BeEquivalentTo("one", "old", "sub", "sub/same", "sub/two", "same", "two");
        File.ReadAllText(node.At("there/old")).Should().Be("one\n");
        File.ReadAllText(node.At("new/two")).Should().Be("two\n");
    }

    [Fact]
    public async Task Paths_that_do_not_fit_are_refused()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await RunningAsync(node);
        File.WriteAllText(node.At("file"), "");
        (string Source, string Destination, string Reason)[] cases =
        [
            ("/none", "copy", "does not exist"),
            ("/tree/one/", "copy", "no directory"),
            ("/tree/one", "none/", "does not exist"),
            ("/tree/one", "none/copy", "does not exist"),
            ("/tree", "file", "no directory"),
            ("/proc/1/root/etc", "copy", "link that is not followed"),
            ("/proc/version", "copy", "on proc"),
        ];

        foreach (var (source, destination, reason) in cases)
        {
            var copy = () => node.Runtime.CopyFromContainerAsync(id, source, node.At(destination), cancellationToken: TestNode.Token);

            (await copy.Should().ThrowAsync<CopyException>(source)).Which.Message.Should().Contain(reason);
        }

        File.Exists(node.At("copy")).Should().BeFalse();
    }

    [Fact]
    public async Task Stream_is_a_tar_that_others_read()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await RunningAsync(node);

        await using (var tar = File.Create(node.At("copy.tar")))
        {
            await node.Runtime.CopyFromContainerAsync(id, "tree/sub", tar, cancellationToken: TestNode.Token);
        }

        (await HostProgram.RunAsync("tar", "-tf", node.At("copy.tar"))).Should().Be("sub/\nsub/same\nsub/two\n");
        (await HostProgram.RunAsync("tar", "-xOf", node.At("copy.tar"), "sub/two")).Should().Be("two\n");
    }

    [Fact]
    public async Task Link_is_followed_where_that_is_asked_for()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await RunningAsync(node);

        await node.Runtime.CopyFromContainerAsync(id, "/tree/link", node.At("copy"), new CopyOptions { FollowLink = true }, TestNode.Token);

        File.ReadAllText(node.At("copy")).Should().Contain("root:x:0:0", "it leads to the container's file").And.NotContain("daemon:");
    }

    [Fact]
    public async Task What_is_mounted_is_seen_while_the_container_runs_and_refused_when_it_has_ended()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Shell("echo there > /dev/shm/file; echo kept > /kept; echo ready; exec sleep 1000"));
        await node.SaysAsync(id, "ready");

        await node.Runtime.CopyFromContainerAsync(id, "/dev/shm", node.At("running"), cancellationToken: TestNode.Token);
        await node.Runtime.StopContainerAsync(id, new StopOptions { Timeout = TimeSpan.Zero }, TestNode.Token);
        var copy = () => node.Runtime.CopyFromContainerAsync(id, "/dev/shm", node.At("stopped"), cancellationToken: TestNode.Token);

        File.ReadAllText(node.At("running/file")).Should().Be("there\n");
        (await copy.Should().ThrowAsync<CopyException>()).Which.Message.Should().Contain("Start the container");
        await node.Runtime.CopyFromContainerAsync(id, "/kept", node.At("kept"), cancellationToken: TestNode.Token);
        File.ReadAllText(node.At("kept")).Should().Be("kept\n");
    }

    [Fact]
    public async Task Copy_above_its_limits_is_broken_off()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await RunningAsync(node);

        var bytes = () => node.Runtime.CopyFromContainerAsync(id, "/bin/busybox", node.At("big"), new CopyOptions { MaxBytes = 1000 }, TestNode.Token);
        var entries = () => node.Runtime.CopyFromContainerAsync(id, "/tree", Stream.Null, new CopyOptions { MaxEntries = 2 }, TestNode.Token);

        (await bytes.Should().ThrowAsync<CopyException>()).Which.Message.Should().Contain("MaxBytes");
        (await entries.Should().ThrowAsync<CopyException>()).Which.Message.Should().Contain("MaxEntries");
        File.Exists(node.At("big")).Should().BeFalse();
    }

    internal static async Task<ContainerId> RunningAsync(TestNode node)
    {
        var id = await node.CreateAsync(TestNode.Shell(Tree));
        await node.SaysAsync(id, "ready");
        return id;
    }

    private static FileStatus Status(string path) => FileMetadata.TryOf(path)!.Value;
}
