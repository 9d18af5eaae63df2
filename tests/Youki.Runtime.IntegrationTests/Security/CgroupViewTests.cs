using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Security;

/// <summary>What a container learns of the host from its cgroups.</summary>
public sealed class CgroupViewTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Cgroups_of_others_cannot_be_seen(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var other = await node.CreateAsync(TestNode.Config("/bin/sleep", "100000"));

        var (exit, output, _) = await node.RunAsync(TestNode.Shell("busybox find /sys/fs/cgroup -mindepth 1 -type d | busybox grep -E 'youki|container-' ; echo end"));

        exit.ExitCode.Should().Be(0);
        output.Should().Be("end\n", "neither {0} nor any other container is seen", other);
    }
}
