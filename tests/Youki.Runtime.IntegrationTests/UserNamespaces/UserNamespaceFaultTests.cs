using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Youki.Runtime.DependencyInjection;
using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Specs;
using static Youki.Runtime.IntegrationTests.UserNamespaces.UserNamespaceNode;

namespace Youki.Runtime.IntegrationTests.UserNamespaces;

public sealed class UserNamespaceFaultTests
{
    /// <summary>Everything that root could do to the host without a user namespace, tried with all capabilities.</summary>
    private const string Attacks =
        "chown 0:0 /host/file 2> /dev/null && echo chown; echo x > /host/file && echo wrote; mknod /disk b 254 0 && dd if=/disk of=/dev/null count=1 && echo disk; "
        + "mount -t ext4 /dev/vda /mnt && echo mount; umount /proc/sys; echo 1 > /proc/sys/kernel/panic && echo sysctl; "
        + "kill -0 $(cat /host/pid) && echo kill; cp /bin/busybox /root/suid; chmod 4755 /root/suid; stat -c '%u %a' /root/suid; id -u; echo done";

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Root_with_all_capabilities_has_no_power_over_the_host(string flavor)
    {
        await using var node = await OpenAsync(flavor);
        var shared = Directory.CreateDirectory(node.At("host")).FullName;
        File.WriteAllText($"{shared}/file", "host");
        File.WriteAllText($"{shared}/pid", $"{Environment.ProcessId}");
        await using var runtime = new YoukiRuntime(RuntimeParts.Build(
            Options.Create(node.Options), NullLoggerFactory.Instance, TimeProvider.System, [new AllPowers(shared)], []));
        await runtime.InitializeNodeAsync(node.Id, TestNode.Token);

        var id = await runtime.CreateContainerAsync(TestNode.Shell(Attacks) with { UserNamespace = Automatic }, new() { NodeId = node.Id }, TestNode.Token);
        await runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token);

        (await node.OutputAsync(id)).Output.Should().Be("0 4755\n0\ndone\n");
        File.ReadAllText($"{shared}/file").Should().Be("host");
        OwnerOf($"{shared}/file").Should().Be("0:0");
        OwnerOf($"{node.Bundle(id)}/rootfs/root/suid").Should().Be($"{First}:{First}");
    }

    [Fact]
    public async Task Exec_runs_in_the_namespace_on_runc_and_is_refused_on_youki()
    {
        await using var node = await OpenAsync("runc");
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "1000") with { UserNamespace = Automatic });
        await using var youki = await OpenAsync("youki");
        var other = await youki.CreateAsync(TestNode.Config("/bin/sleep", "1000") with { UserNamespace = Automatic });

        var result = await node.Runtime.ExecAsync(id, new ExecOptions { Command = ["/bin/cat", "/proc/self/uid_map"] }, TestNode.Token);
        var refused = () => youki.Runtime.ExecAsync(other, new ExecOptions { Command = ["/bin/true"] }, TestNode.Token);

        result.StdoutText.Split(' ', StringSplitOptions.RemoveEmptyEntries).Should().Equal("0", $"{First}", "65536\n");
        await refused.Should().ThrowAsync<FeatureNotSupportedException>();
    }

    [Fact]
    public async Task Ids_of_another_container_and_users_without_one_are_refused_and_leave_nothing()
    {
        await using var node = await OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "1000") with { UserNamespace = Automatic }, start: false);

        var taken = () => node.CreateAsync(TestNode.Shell("true") with { UserNamespace = new() { UidMappings = [new LinuxIdMapping { ContainerId = 0, HostId = First + 65535, Size = 1 }] } });
        var unmapped = () => node.CreateAsync(TestNode.Shell("true") with { User = "web", UserNamespace = Automatic with { Size = 1000 } });
        var tooMany = () => node.CreateAsync(TestNode.Shell("true") with { UserNamespace = Automatic with { Size = Count } });

        (await taken.Should().ThrowAsync<HostResourceException>()).Which.Message.Should().Contain(id.Value);
        (await unmapped.Should().ThrowAsync<ContainerConfigException>()).Which.Message.Should().Contain("user 1000");
        (await tooMany.Should().ThrowAsync<SubordinateIdException>()).Which.Message.Should().Contain("not left");
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Directory_that_admits_nobody_is_named()
    {
        await using var node = await TestNode.OpenAsync("youki");

        var create = () => node.CreateAsync(TestNode.Shell("true") with { UserNamespace = Automatic });

        (await create.Should().ThrowAsync<HostResourceException>()).Which.Message.Should().Contain($"chmod o+x '{node.Path}'");
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Two_processes_that_create_at_the_same_moment_give_different_ids()
    {
        await using var node = await OpenAsync("youki");

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(number => ChildProcess.RunAsync(node, "create-mapped", $"c{number}", BusyboxImage.Reference, "sleep 1000")));

        results.Should().OnlyContain(result => result.ExitCode == 0);
        var maps = new List<string>();
        foreach (var status in await node.Runtime.ListContainersAsync(node.Id, cancellationToken: TestNode.Token))
        {
            maps.Add(await File.ReadAllTextAsync($"/proc/{status.Pid}/uid_map", TestNode.Token));
        }

        maps.Should().HaveCount(3).And.OnlyHaveUniqueItems();
    }

    /// <summary>Killed when the claim is on disk and nothing else is: the next process gives it back.</summary>
    [Theory]
    [InlineData("840 Root of container")]
    [InlineData("create, step spec")]
    [InlineData("create, step run")]
    public async Task Ids_of_a_create_that_was_killed_are_free_again(string step)
    {
        await using var node = await OpenAsync("youki");

        (await ChildProcess.KillAsync(node, step, "create-mapped", "web", BusyboxImage.Reference, "sleep 1000")).ExitCode.Should().Be(ChildProcess.Killed);
        File.ReadAllText(node.At("id-ranges/ranges.json")).Should().Contain("web");
        var next = await node.OpenRuntimeAsync();

        (await next.ListContainersAsync(node.Id, cancellationToken: TestNode.Token)).Should().BeEmpty();
        node.AssertNothingIsLeft();
        File.ReadAllText(node.At("id-ranges/ranges.json")).Should().NotContain("web");
    }

    [Fact]
    public async Task Container_of_a_process_that_is_gone_is_stopped_and_started_with_its_ids_by_the_next()
    {
        await using var node = await OpenAsync("runc");
        const string script = "trap 'exit 3' TERM; tr -s ' ' < /proc/self/uid_map; echo up >> /ups; wc -l < /ups; while :; do sleep 0.02; done";
        var id = ContainerId.Parse("web");
        (await ChildProcess.RunAsync(node, "create-mapped", "web", BusyboxImage.Reference, script)).ExitCode.Should().Be(0);
        await node.SaysAsync(id, "65536\n1\n");

        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);
        var status = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);

        status.ExitCode.Should().Be(3);
        await node.SaysAsync(id, $"1\n 0 {First} 65536\n2\n");
    }

    /// <summary>What an administrator could add by hand: all capabilities, nothing hidden, and a directory of the host.</summary>
    private sealed class AllPowers(string shared) : ISpecContributor
    {
        public SpecStage Stage => SpecStage.User;

        public RuntimeSpec? Contribute(SpecInputs inputs)
        {
            string[] all = [.. inputs.Host.Capabilities];
            return new()
            {
                Process = new OciProcess { Capabilities = new LinuxCapabilities { Bounding = all, Effective = all, Permitted = all } },
                Mounts = [new Mount { Destination = "/host", Type = "bind", Source = shared, Options = ["rbind", "rw"] }],
                Linux = new LinuxSpec { MaskedPaths = [], ReadonlyPaths = [] },
            };
        }
    }
}
