using System.Diagnostics;
using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Supervision;

/// <summary>Where monitors and containers are, seen by whoever ends the service that has started them.</summary>
public sealed class MonitorCgroupTests
{
    private const string Forever = "trap 'exit 3' TERM; echo up; while :; do sleep 0.02; done";
    private static readonly ContainerId Id = ContainerId.Parse("web");

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task A_container_outlives_everything_in_the_cgroup_of_its_host_process(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var service = $"{node.CgroupParent}-service";
        var command = ChildProcess.CommandLine(node.Options, "", "stay", Id.Value, BusyboxImage.Reference, Forever);
        try
        {
            Roots().ToList().ForEach(root => Directory.CreateDirectory(root + service));
            string[] joining = ["/bin/sh", "-c", "while [ \"$1\" != -- ]; do echo $$ >\"$1\" || exit 9; shift; done; shift; exec \"$@\"", "sh", .. Roots().Select(root => $"{root}{service}/cgroup.procs"), "--", .. command];
            using var host = Process.Start(new ProcessStartInfo(joining[0], joining[1..]) { RedirectStandardOutput = true })!;
            while (await host.StandardOutput.ReadLineAsync(TestNode.Token) is { } line && line != "created")
            {
            }

            KillAll(service);
            await host.WaitForExitAsync(TestNode.Token);
            var next = await node.OpenRuntimeAsync();

            await node.SaysAsync(Id, "up");
            Monitors.Find(node, Id).Should().ContainSingle();
            await next.StopContainerAsync(Id, cancellationToken: TestNode.Token);
            (await next.WaitContainerAsync(Id, TestNode.Token)).ExitCode.Should().Be(3);
        }
        finally
        {
            KillAll(service);
            await TestNode.EventuallyAsync(() => Task.FromResult(Roots().All(root => !Directory.Exists(root + service) || TryRemove(root + service))));
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Monitors_share_a_cgroup_which_goes_with_the_last_of_them(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        ContainerId[] ids = [await node.CreateAsync(TestNode.Shell(Forever)), await node.CreateAsync(TestNode.Shell(Forever))];
        var cgroups = Roots().Select(root => $"{root}{node.CgroupParent}/.monitors").Where(Directory.Exists).ToList();

        cgroups.Should().NotBeEmpty();
        foreach (var cgroup in cgroups)
        {
            Processes(cgroup).Should().BeEquivalentTo(ids.Select(id => Monitors.Find(node, id).Single().Pid));
        }

        await node.Runtime.RemoveContainerAsync(ids[0], new() { Force = true }, TestNode.Token);
        cgroups.Should().OnlyContain(cgroup => Directory.Exists(cgroup));
        await node.Runtime.RemoveContainerAsync(ids[1], new() { Force = true }, TestNode.Token);
        cgroups.Should().NotContain(cgroup => Directory.Exists(cgroup));
        (await node.Runtime.InspectHostAsync(TestNode.Token)).Abilities.Should().ContainSingle(ability => ability.Name == "monitor-cgroup").Which.Available.Should().BeTrue();
    }

    [Fact]
    public async Task Where_systemd_makes_the_cgroups_the_report_says_how_the_service_is_to_be_run()
    {
        await using var node = await TestNode.OpenAsync("runc");
        node.Options.SystemdCgroup = true;

        var ability = (await node.Runtime.InspectHostAsync(TestNode.Token)).Abilities.Single(ability => ability.Name == "monitor-cgroup");

        ability.Available.Should().BeFalse();
        ability.Fix.Should().Contain("KillMode=process");
        node.Options.SystemdCgroup = false;
    }

    /// <summary>Where service managers have cgroups: version 2, and their own hierarchy beside version 1.</summary>
    private static IEnumerable<string> Roots() => NodeParts.OnCgroupV2
        ? [NodeParts.CgroupRoot]
        : new[] { "systemd", "unified", "memory" }.Select(name => $"{NodeParts.CgroupRoot}/{name}").Where(Directory.Exists);

    private static IEnumerable<int> Processes(string cgroup) => File.ReadAllLines($"{cgroup}/cgroup.procs").Select(int.Parse);

    private static void KillAll(string cgroup)
    {
        foreach (var pid in Roots().Select(root => root + cgroup).Where(Directory.Exists).SelectMany(Processes).ToHashSet())
        {
            using var process = PidFd.TryOpen(pid);
            _ = process is not null && PidFd.TrySignal(process, Signal.Kill.Number);
        }
    }

    private static bool TryRemove(string directory)
    {
        try
        {
            Directory.Delete(directory);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
