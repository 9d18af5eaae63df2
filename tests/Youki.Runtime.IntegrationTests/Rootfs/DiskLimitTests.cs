using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Rootfs;

/// <summary>What <see cref="ResourceRequests.DiskMb"/> does, seen from inside and from outside.</summary>
public sealed class DiskLimitTests
{
    private const long Mebibyte = 1_048_576;

    private static ContainerConfig Limited(string script) => TestNode.Shell(script) with { ResourceRequests = new() { DiskMb = 16 } };

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Full_layer_is_full_inside_and_harms_nothing_outside(string flavor)
    {
        KernelModule.Load("loop");
        await using var node = await TestNode.OpenAsync(flavor);
        var other = await node.CreateAsync(Limited("trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done"));
        await node.SaysAsync(other, "up");

        var id = await node.CreateAsync(Limited("dd if=/dev/zero of=/big bs=1M count=64; echo $?; rm /big; echo small >/small && cat /small"));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        var (output, error) = await node.OutputAsync(id);
        output.Should().Be("1\nsmall\n");
        error.Should().Contain("No space left on device");
        TreeSize.Of(node.Bundle(id), TestNode.Token).Should().BeLessThan(17 * Mebibyte);
        await node.Runtime.StopContainerAsync(other, cancellationToken: TestNode.Token);
        (await node.Runtime.GetContainerStatusAsync(other, TestNode.Token)).ExitCode.Should().Be(0);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
        await node.Runtime.RemoveContainerAsync(other, cancellationToken: TestNode.Token);
        LoopDevices.Of(node).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Limit_and_files_last_over_a_stop_and_a_reboot(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        const string Fill = "echo run >>/runs; wc -l </runs; dd if=/dev/zero of=/big bs=1M count=64 2>/dev/null; [ $(stat -c %s /big) -lt 16777216 ] && echo bounded; rm /big";
        var id = await node.CreateAsync(Limited(Fill));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        Unmount(node, id);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        (await node.OutputAsync(id)).Output.Should().Be("1\nbounded\n2\nbounded\n3\nbounded\n");
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
        LoopDevices.Of(node).Should().BeEmpty();
    }

    [Fact]
    public async Task Files_are_read_while_nothing_is_mounted()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(Limited("echo here >/file"));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        Unmount(node, id);
        var changes = await node.Runtime.DiffContainerAsync(id, TestNode.Token);
        Unmount(node, id);
        using var archive = new MemoryStream();
        await node.Runtime.ExportContainerAsync(id, archive, TestNode.Token);

        changes.Select(change => change.Path).Should().Contain("/file");
        System.Text.Encoding.UTF8.GetString(archive.ToArray()).Should().Contain("here");
    }

    [Fact]
    public async Task What_a_broken_making_has_left_is_swept()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = ContainerId.Parse("web");
        var layer = Directory.CreateDirectory(Path.Combine(node.Bundle(id), "layer"));
        await File.WriteAllTextAsync(Path.Combine(node.Bundle(id), "layer.ext4.new"), "half", TestNode.Token);

        await node.CreateAsync(Limited("true"), id: "web");
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        File.Exists(Path.Combine(node.Bundle(id), "layer.ext4.new")).Should().BeFalse();
        MountTable.At(layer.FullName).Should().NotBeNull();
    }

    [Fact]
    public async Task Room_is_counted_by_what_is_written_not_by_the_limit()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Shell("head -c 3000000 /dev/urandom >/file; sync") with { ResourceRequests = new() { DiskMb = 1024 } });
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        var usage = (await node.Runtime.GetStorageUsageAsync(TestNode.Token)).Containers;

        usage.Bytes.Should().BeInRange(3_000_000, 60 * Mebibyte);
    }

    /// <summary>As a reboot leaves it.</summary>
    private static void Unmount(TestNode node, ContainerId id)
    {
        FileSystemMount.TryDetach(Path.Combine(node.Bundle(id), "rootfs"));
        FileSystemMount.TryDetach(Path.Combine(node.Bundle(id), "layer")).Should().BeTrue();
    }
}
