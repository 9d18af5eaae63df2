using Youki.Runtime.IntegrationTests.Rootfs;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Specs;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Processes in state D, which no signal ends.</summary>
public sealed class HungProcessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_process_that_hangs_in_the_kernel_is_told_and_goes_when_the_kernel_lets_it(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, options => options.KillTimeout = TimeSpan.FromSeconds(1));
        using var disk = FrozenDisk.TryMake(node.At("disk"));
        Assert.SkipWhen(disk is null, "this host has no loop devices");
        var runtime = await node.OpenRuntimeAsync(new RuntimeSpec { Mounts = [new Mount { Destination = "/disk", Type = "bind", Source = disk.Path, Options = ["bind", "rw"] }] });
        var script = "echo up; while [ ! -e /go ]; do sleep 0.02; done; echo x >/disk/file; sleep 1000";
        var id = await runtime.CreateContainerAsync(TestNode.Shell(script), new CreateContainerOptions { NodeId = node.Id }, TestNode.Token);
        var pid = await node.PidAsync(id);
        disk.Freeze();
        await File.WriteAllTextAsync($"{node.Bundle(id)}/rootfs/go", "", TestNode.Token);
        await TestNode.EventuallyAsync(() => Task.FromResult(File.ReadAllText($"/proc/{pid}/status").Contains("State:\tD", StringComparison.Ordinal)));

        var stop = () => runtime.StopContainerAsync(id, new() { Timeout = TimeSpan.Zero }, TestNode.Token).WaitAsync(Limit, TestNode.Token);
        var remove = () => runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token).WaitAsync(Limit, TestNode.Token);
        (await stop.Should().ThrowAsync<OperationTimeoutException>()).Which.Message.Should().Contain("state D").And.Contain($"{pid}");
        await remove.Should().ThrowAsync<OperationTimeoutException>();
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        disk.Thaw();

        await stop();
        (await runtime.WaitContainerAsync(id, TestNode.Token)).Should().BeEquivalentTo(new { ExitCode = 137, Reason = ExitReason.Error });
        await remove();
        node.AssertNothingIsLeft();
    }

    /// <summary>A file system of its own, which lets writers hang while it is frozen.</summary>
    private sealed class FrozenDisk : IDisposable
    {
        private readonly string _image;
        private bool _frozen;

        private FrozenDisk(string path) => (Path, _image) = (Directory.CreateTempSubdirectory("youki-disk-").FullName, $"{path}.image");

        public string Path { get; }

        public static FrozenDisk? TryMake(string path)
        {
            var disk = new FrozenDisk(path);
            File.WriteAllBytes(disk._image, new byte[8 * 1024 * 1024]);
            var made = System.Diagnostics.Process.Start("/bin/sh", ["-c", "mkfs.ext4 -q \"$1\" && mount -o loop \"$1\" \"$2\"", "sh", disk._image, disk.Path]);
            made.WaitForExit();
            if (made.ExitCode == 0)
            {
                return disk;
            }

            Directory.Delete(disk.Path);
            return null;
        }

        public void Freeze()
        {
            Host.Run("fsfreeze", "-f", Path);
            _frozen = true;
        }

        public void Thaw()
        {
            if (_frozen)
            {
                Host.Run("fsfreeze", "-u", Path);
                _frozen = false;
            }
        }

        public void Dispose()
        {
            Thaw();
            Host.Run("umount", "-l", Path);
            Directory.Delete(Path);
        }
    }
}
