using Youki.Runtime.IntegrationTests.Images.Archives;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Images.Changes;

public sealed class ExportTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Export_holds_the_names_that_the_container_sees(string flavor)
    {
        await using var node = await ChangesNode.OpenAsync(flavor);
        var id = await node.Node.CreateAsync(node.Config($"{ChangesNode.Script}\n/bin/busybox find / -xdev; exec sleep 1000"));
        await node.Node.SaysAsync(id, "/dir/fifo");
        await node.Node.SaysAsync(id, "/same");

        var names = await HostProgram.RunAsync("tar", "-tf", await node.ExportAsync(id, "export.tar"));

        // find tells of mount points too.
        var seen = (await node.Node.OutputAsync(id)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        names.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(name => "/" + name.TrimStart('.').Trim('/')).Should().BeEquivalentTo(seen);
    }

    [Fact]
    public async Task Export_of_a_container_whose_mount_is_gone_holds_its_changes()
    {
        await using var node = await ChangesNode.OpenAsync("youki");
        var id = await node.EndedAsync("echo a > /a; rm -r /gone");
        FileSystemMount.TryDetach(Path.Combine(node.Node.Bundle(id), "rootfs"));

        var path = await node.ExportAsync(id, "export.tar");

        (await HostProgram.RunAsync("tar", "-xOf", path, "a")).Should().Be("a\n");
        (await HostProgram.RunAsync("tar", "-tf", path)).Should().NotContain("gone");
        node.Node.Mounts().Should().BeEmpty();
    }

    [Fact]
    public async Task Slow_reader_of_an_export_does_not_hold_the_container()
    {
        await using var node = await ChangesNode.OpenAsync("youki");
        var id = await node.RunningAsync("true");
        using var pipe = new BlockedStream();

        var export = node.Runtime.ExportContainerAsync(id, pipe, TestNode.Token);
        await pipe.Reached.WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token);
        await node.Runtime.StopContainerAsync(id, new StopOptions { Timeout = TimeSpan.Zero }, TestNode.Token);
        pipe.Release();
        await export;

        (await node.Node.StateAsync(id)).Should().Be(ContainerState.Stopped);
    }

    [Fact]
    public async Task Export_of_a_container_that_is_removed_meanwhile_throws()
    {
        await using var node = await ChangesNode.OpenAsync("youki");
        var id = await node.EndedAsync("echo a > /a");
        using var export = new BlockedStream();

        var exporting = node.Runtime.ExportContainerAsync(id, export, TestNode.Token);
        await export.Reached.WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
        export.Release();

        await ((Func<Task>)(() => exporting)).Should().ThrowAsync<ContainerNotFoundException>();
    }
}
