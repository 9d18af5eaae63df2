using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Security;

/// <summary>What may still be written where the root is read-only: as with docker, the mounts that every container has, and no more.</summary>
public sealed class ReadOnlyRootfsTests
{
    private const string Script = "for p in / /tmp /run /etc /dev/shm /dev /dev/mqueue /sys /proc/sys; do (: >$p/youki-x) 2>/dev/null && echo $p; done; "
        + "(echo x >/proc/self/comm) && echo comm; true";

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Only_devices_and_shared_memory_can_be_written(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (exit, output, error) = await node.RunAsync(TestNode.Shell(Script) with { ReadOnlyRootfs = true });

        exit.ExitCode.Should().Be(0, error);
        output.Should().Be("/dev/shm\n/dev\n/dev/mqueue\ncomm\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Privileged_container_cannot_write_to_kernel_files_either(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (_, output, _) = await node.RunAsync(TestNode.Shell("grep ' /sys ' /proc/mounts | grep -c ' ro,'") with { ReadOnlyRootfs = true, Privileged = true });

        output.Should().Be("1\n");
    }
}
