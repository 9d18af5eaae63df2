using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Images.Changes;

public sealed class DiffTests
{
    private static readonly string[] Expected =
    [
        "A /added", "C /data", "C /data/changed", "D /data/deleted", "A /data/hard", "C /data/mode", "A /dir", "A /dir/fifo", "A /dir/old", "A /dir/sub", "D /gone", "C /kind",
        "A /link", "C /pointer", "C /replaced", "C /replaced/deep", "D /replaced/deep/z", "A /replaced/new", "D /replaced/x", "C /replaced/y", "D /upper-deleted",
    ];

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Diff_tells_every_kind_of_change(string flavor)
    {
        await using var node = await ChangesNode.OpenAsync(flavor);

        var ended = await node.EndedAsync(ChangesNode.Script);
        var running = await node.RunningAsync(ChangesNode.Script);

        (await node.DiffAsync(ended)).Should().Equal(Expected);
        (await node.DiffAsync(running)).Should().Equal(Expected);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Diff_of_a_container_that_changed_nothing_is_empty(string flavor)
    {
        await using var node = await ChangesNode.OpenAsync(flavor);

        var made = await node.Node.CreateAsync(node.Config("true"), start: false);
        var ended = await node.EndedAsync("cat /data/changed");

        (await node.DiffAsync(made)).Should().BeEmpty();
        (await node.DiffAsync(ended)).Should().BeEmpty();
    }

    [Fact]
    public async Task Diff_of_a_copied_root_file_system_tells_the_same()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "mounts need root");
        using var overlaid = new OverlaidDirectory();
        await using var node = await ChangesNode.OpenAsync("youki", options => options.BundleDirectory = overlaid.Path);

        var id = await node.EndedAsync(ChangesNode.Script);
        var method = (await node.Runtime.InspectContainerAsync(id, TestNode.Token)).Resources.Single(resource => resource.Kind == "rootfs").Data!["method"];

        method.Should().Be("copy");
        (await node.DiffAsync(id)).Should().Equal(Expected);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
    }

    [Fact]
    public async Task Diff_of_a_directory_image_tells_the_changes()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Shell("rm /etc/group; echo a > /tmp/a"));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        var changes = await node.Runtime.DiffContainerAsync(id, TestNode.Token);

        changes.Should().Equal(
            new FileChange(FileChangeKind.Modified, "/etc"), new FileChange(FileChangeKind.Deleted, "/etc/group"),
            new FileChange(FileChangeKind.Modified, "/tmp"), new FileChange(FileChangeKind.Added, "/tmp/a"));
    }

    [Fact]
    public async Task Diff_of_no_container_throws()
    {
        await using var node = await TestNode.OpenAsync("youki");

        var diff = () => node.Runtime.DiffContainerAsync(ContainerId.New(), TestNode.Token);

        await diff.Should().ThrowAsync<ContainerNotFoundException>();
    }
}
