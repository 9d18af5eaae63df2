using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Specs;
using static Youki.Runtime.IntegrationTests.UserNamespaces.UserNamespaceNode;

namespace Youki.Runtime.IntegrationTests.UserNamespaces;

public sealed class UserNamespaceTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Automatic_namespace_maps_root_and_shows_the_image_with_its_owners(string flavor)
    {
        await using var node = await OpenAsync(flavor);
        var config = Layered("tr -s ' ' < /proc/self/uid_map; tr -s ' ' < /proc/self/gid_map; id -u; stat -c '%n %u:%g' / /srv /srv/version /bin/busybox /data /data/file; cat /srv/version; echo x > /srv/new; stat -c %u:%g /srv/new; sleep 600");

        var id = await node.CreateAsync(config);

        await node.SaysAsync(id, "\n0:0\n");
        var (output, error) = await node.OutputAsync(id);
        error.Should().BeEmpty();
        output.Split('\n').Should().Equal($" 0 {First} 65536", $" 0 {First} 65536", "0", "/ 0:0", "/srv 0:0", "/srv/version 0:0", "/bin/busybox 0:0", "/data 0:0", "/data/file 1000:0", "2", "0:0", "");
        OwnerOf($"{node.Bundle(id)}/rootfs/srv/new").Should().Be($"{First}:{First}");
        OwnerOf($"{node.Bundle(id)}/volumes/0/file").Should().Be($"{First + 1000}:{First}");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Two_containers_have_different_ids_and_keep_them_until_they_are_removed(string flavor)
    {
        await using var node = await OpenAsync(flavor);
        var config = TestNode.Shell("tr -s ' ' < /proc/self/uid_map; echo of-run >> /kept; stat -c %u /kept; wc -l < /kept") with { UserNamespace = Automatic };

        var one = await node.CreateAsync(config);
        await node.Runtime.WaitContainerAsync(one, TestNode.Token);
        var other = await node.CreateAsync(config);
        await node.Runtime.WaitContainerAsync(other, TestNode.Token);
        await node.Runtime.StartContainerAsync(one, TestNode.Token);
        await node.Runtime.WaitContainerAsync(one, TestNode.Token);
        await node.Runtime.RemoveContainerAsync(one, cancellationToken: TestNode.Token);
        var third = await node.CreateAsync(config);
        await node.Runtime.WaitContainerAsync(third, TestNode.Token);

        (await node.OutputAsync(other)).Output.Should().Be($" 0 {First + 65536} 65536\n0\n1\n");
        (await node.OutputAsync(third)).Output.Should().Be($" 0 {First} 65536\n0\n1\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stopped_container_keeps_its_ids_and_its_files(string flavor)
    {
        await using var node = await OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("tr -s ' ' < /proc/self/uid_map; echo of-run >> /kept; stat -c %u /kept; wc -l < /kept") with { UserNamespace = Automatic with { Size = 4096 } });
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        (await node.OutputAsync(id)).Output.Should().Be($" 0 {First} 4096\n0\n1\n 0 {First} 4096\n0\n2\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Explicit_mappings_are_applied_and_shared_by_who_names_them(string flavor)
    {
        await using var node = await OpenAsync(flavor);
        var config = TestNode.Shell("tr -s ' ' < /proc/self/uid_map; tr -s ' ' < /proc/self/gid_map; id -u; id -g; sleep 600") with
        {
            User = "web",
            UserNamespace = new UserNamespaceConfig { UidMappings = [Map(0, 600_000, 1001)], GidMappings = [Map(0, 700_000, 2001)] },
        };

        var id = await node.CreateAsync(config);
        await node.CreateAsync(config, start: false);

        await node.SaysAsync(id, "\n1000\n1000\n");
        (await node.OutputAsync(id)).Output.Should().StartWith(" 0 600000 1001\n 0 700000 2001\n");
        var status = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);
        OwnerOf($"/proc/{status.Pid}").Should().Be("601000:701000");
    }

    [Fact]
    public async Task Several_ranges_are_applied_by_runc()
    {
        await using var node = await OpenAsync("runc");

        var (_, output, _) = await node.RunAsync(TestNode.Shell("tr -s ' ' < /proc/self/uid_map") with { UserNamespace = Several });

        output.Should().Be(" 0 500000 1\n 1000 600000 10\n");
    }

    [Fact]
    public async Task Several_ranges_are_refused_on_youki_and_leave_nothing()
    {
        await using var node = await OpenAsync("youki");

        var create = () => node.CreateAsync(TestNode.Shell("true") with { UserNamespace = Several });

        (await create.Should().ThrowAsync<FeatureNotSupportedException>()).Which.Feature.Should().Be("linux.uidMappings");
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Terminal_and_working_directory_belong_to_the_container(string flavor)
    {
        await using var node = await OpenAsync(flavor);
        var config = TestNode.Shell("stat -c '%u %t' /dev/console $(readlink /proc/self/fd/0); stat -c '%u' /new/work; echo done; sleep 600") with { UserNamespace = Automatic, Terminal = true, WorkingDirectory = "/new/work" };

        var id = await node.CreateAsync(config);

        await node.SaysAsync(id, "done");
        (await node.OutputAsync(id)).Output.Replace("\r", "", StringComparison.Ordinal).Should().Be("0 88\n0 88\n0\ndone\n");
    }

    private static ContainerConfig Layered(string script) => new() { Image = LayeredImage.Reference, Command = ["/bin/sh", "-c", script], UserNamespace = Automatic };

    private static UserNamespaceConfig Several => new() { UidMappings = [Map(0, 500_000, 1), Map(1000, 600_000, 10)], GidMappings = [Map(0, 700_000, 2001)] };

    private static LinuxIdMapping Map(uint inside, uint outside, uint size) => new() { ContainerId = inside, HostId = outside, Size = size };
}
