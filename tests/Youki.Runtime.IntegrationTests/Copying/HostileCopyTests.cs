using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Copying;

/// <summary>Containers that want to read or write the host's files by the copying of theirs.</summary>
public sealed class HostileCopyTests
{
    // One process swaps a directory and a link to the host's root as fast as it can: as with CVE-2018-15664. The link leads to the container's own root in it.
    private const string Swapping = """
        mkdir -p /swap/a /real; echo mine > /swap/a/secret; echo container > /secret; ln -s / /swap/b; ln -s / /real/link
        echo ready; alias mv="busybox mv"
        while :; do mv /swap/a /swap/c; mv /swap/b /swap/a; mv /swap/a /swap/b; mv /swap/c /swap/a; done
        """;

    private const int Copies = 1000;

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Swapped_links_never_lead_out_of_the_container_that_is_read(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await SwappingAsync(node);
        var read = new HashSet<string>();

        for (var count = 0; count < Copies; count++)
        {
            if (await CopyAsync(() => node.Runtime.CopyFromContainerAsync(id, "/swap/a/secret", node.At("copy"), cancellationToken: TestNode.Token)))
            {
                read.Add(File.ReadAllText(node.At("copy")));
            }
        }

        read.Should().NotBeEmpty().And.BeSubsetOf(["mine\n", "container\n"], "/secret of the host is no file of the container");
    }

    [Fact]
    public async Task Swapped_links_never_lead_out_of_the_container_that_is_written()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await SwappingAsync(node);
        var name = $"youki-copied-{Guid.NewGuid():N}";
        File.WriteAllText(node.At("given"), "given");
        var done = 0;

        for (var count = 0; count < Copies; count++)
        {
            done += await CopyAsync(() => node.Runtime.CopyToContainerAsync(id, $"/swap/a/{name}", node.At("given"), cancellationToken: TestNode.Token)) ? 1 : 0;
        }

        done.Should().BePositive();
        File.Exists($"/{name}").Should().BeFalse("no copy reached the host's root");
    }

    [Fact]
    public async Task Tree_that_is_swapped_while_it_is_read_brings_nothing_of_the_host()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await SwappingAsync(node);

        for (var count = 0; count < Copies / 10; count++)
        {
            await CopyAsync(() => node.Runtime.CopyFromContainerAsync(id, "/swap", node.At("tree"), cancellationToken: TestNode.Token));
        }

        Directory.EnumerateFiles(node.At("tree"), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(File.ReadAllText).Should().OnlyContain(text => text == "mine\n");
    }

    [Fact]
    public async Task Fifo_and_device_in_the_place_of_a_file_hold_nothing_up()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Shell("mknod /fifo p; mknod /zero c 1 5; ln -s /fifo /link; echo ready; exec sleep 1000"));
        await node.SaysAsync(id, "ready");

        var copies = Task.WhenAll(
            node.Runtime.CopyFromContainerAsync(id, "/fifo", Stream.Null, cancellationToken: TestNode.Token),
            node.Runtime.CopyFromContainerAsync(id, "/zero", Stream.Null, cancellationToken: TestNode.Token),
            node.Runtime.CopyFromContainerAsync(id, "/link", Stream.Null, new CopyOptions { FollowLink = true }, TestNode.Token));

        (await copies.WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token)).Should().OnlyContain(result => result.Bytes == 0 && result.Entries == 1);
    }

    [Fact]
    public async Task Links_of_a_former_copy_are_not_followed_on_the_host()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Shell($"mkdir /one /two /two/out; ln -s {node.At("target")} /one/out; echo evil > /two/out/file; echo ready; exec sleep 1000"));
        await node.SaysAsync(id, "ready");
        Directory.CreateDirectory(node.At("target"));
        Directory.CreateDirectory(node.At("copy"));

        await node.Runtime.CopyFromContainerAsync(id, "/one/.", node.At("copy"), cancellationToken: TestNode.Token);
        var second = () => node.Runtime.CopyFromContainerAsync(id, "/two/.", node.At("copy"), cancellationToken: TestNode.Token);

        await second.Should().ThrowAsync<CopyException>();
        Directory.EnumerateFileSystemEntries(node.At("target")).Should().BeEmpty();
    }

    [Fact]
    public async Task Hostile_archive_stays_inside_of_the_container()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await CopyInTests.WaitingAsync(node);
        var name = $"youki-copied-{Guid.NewGuid():N}";
        var tar = new LayerBuilder()
            .File($"../../../../../{name}", "climbs")
            .File($"/{name}-absolute", "absolute")
            .Symlink("root", "/")
            .File($"root/{name}-link", "through a link")
            .Symlink("up", "../../../../..")
            .File($"up/{name}-up", "through another")
            .CharacterDevice("device", 1, 1)
            .HardLink("hard", "../../../etc/passwd");

        var copy = () => node.Runtime.CopyToContainerAsync(id, "/srv", CopyInTests.Tar(tar), cancellationToken: TestNode.Token);

        // The hard link is to a file of the destination, which has none.
        await copy.Should().ThrowAsync<CopyException>();
        Directory.EnumerateFileSystemEntries("/", "youki-copied-*").Should().BeEmpty();
        CopyInTests.Names(node, id, "srv").Should().BeEquivalentTo(name, $"{name}-absolute", "root", "up");
        CopyInTests.Names(node, id, ".").Should().Contain([$"{name}-link", $"{name}-up"]);
    }

    [Fact]
    public async Task Paused_container_is_copied_from()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await CopyOutTests.RunningAsync(node);
        await node.Runtime.PauseContainerAsync(id, TestNode.Token);

        await node.Runtime.CopyFromContainerAsync(id, "/tree/one", node.At("copy"), cancellationToken: TestNode.Token);

        File.ReadAllText(node.At("copy")).Should().Be("one\n");
        (await node.StateAsync(id)).Should().Be(ContainerState.Paused);
        await node.Runtime.ResumeContainerAsync(id, TestNode.Token);
    }

    private static async Task<ContainerId> SwappingAsync(TestNode node)
    {
        var id = await node.CreateAsync(TestNode.Shell(Swapping));
        await node.SaysAsync(id, "ready");
        return id;
    }

    // In between, there is nothing at the path, or a link that nobody follows.
    private static async Task<bool> CopyAsync(Func<Task<CopyResult>> copy)
    {
        try
        {
            await copy().WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token);
            return true;
        }
        catch (CopyException)
        {
            return false;
        }
    }
}
