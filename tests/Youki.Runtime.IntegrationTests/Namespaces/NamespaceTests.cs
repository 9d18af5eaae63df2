using System.Globalization;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Namespaces;

/// <summary>Namespaces as a container sees them, compared with those that were asked for.</summary>
public sealed class NamespaceTests
{
    private const string Show = "for n in net pid ipc uts cgroup time; do readlink /proc/self/ns/$n; done";
    private const string Sleep = "trap 'exit 0' TERM; echo rea''dy; while :; do sleep 0.1; done";

    private static readonly string[] Names = ["net", "pid", "ipc", "uts", "cgroup", "time"];

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Namespaces_are_the_hosts_where_asked_for_and_its_own_otherwise(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var host = Names.Select(name => new FileInfo($"/proc/self/ns/{name}").LinkTarget!).ToList();
        var all = new NamespaceConfig { Network = NamespaceMode.Host, Pid = NamespaceMode.Host, Ipc = NamespaceMode.Host, Uts = NamespaceMode.Host, Cgroup = NamespaceMode.Host };

        var own = await RunAsync(node, TestNode.Shell(Show));
        var shared = await RunAsync(node, TestNode.Shell($"{Show}; hostname; echo $HOSTNAME; df -k /dev/shm | tail -1; ls -d /proc/{Environment.ProcessId}; ls /sys/class/net") with { Namespaces = all });

        own.Take(5).Should().NotIntersectWith(host);
        own[5].Should().Be(host[5], "clocks are the host's unless something is said");
        shared.Take(6).Should().Equal(host);
        shared[6].Should().Be(Environment.MachineName);
        shared[7].Should().Be(Environment.MachineName);
        shared[8].Should().StartWith((await File.ReadAllLinesAsync("/proc/mounts", TestNode.Token)).Last(line => line.Split(' ')[1] == "/dev/shm").Split(' ')[0], "it is the host's own file system");
        shared[9].Should().Be($"/proc/{Environment.ProcessId}");
        shared.Should().Contain(Directory.EnumerateDirectories("/sys/class/net").Select(Path.GetFileName)!);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Container_joins_another_ones_and_execs_do_too(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var first = await node.CreateAsync(TestNode.Shell($"{Show}; echo shared > /dev/shm/file; {Sleep}") with { Hostname = "first", ShmSizeBytes = 1 << 20 });
        await node.SaysAsync(first, "ready");
        var theirs = Lines((await node.OutputAsync(first)).Output);
        var join = NamespaceMode.OfContainer(first);
        var config = new NamespaceConfig { Network = join, Pid = join, Ipc = join, Uts = join, Cgroup = join };

        var second = await node.CreateAsync(TestNode.Shell($"{Show}; hostname; echo $HOSTNAME; cat /dev/shm/file; df -k /dev/shm | tail -1; ps; {Sleep}") with { Namespaces = config });
        await node.SaysAsync(second, "ready");

        var ours = Lines((await node.OutputAsync(second)).Output);
        ours.Take(6).Should().Equal(theirs.Take(6));
        ours.Skip(6).Take(3).Should().Equal("first", "first", "shared");
        ours[9].Should().Contain(" 1024 ");
        ours.Should().Contain(line => line.Contains("echo shared", StringComparison.Ordinal), "it sees the other's processes");
        var inside = await node.Runtime.ExecAsync(second, new ExecOptions { Command = ["/bin/sh", "-c", Show] }, TestNode.Token);
        Lines(inside.StdoutText).Should().Equal(ours.Take(6));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Joined_pids_may_have_numbers_that_the_host_has_not(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var first = await node.CreateAsync(TestNode.Shell($"i=0; while [ $i -lt 300 ]; do /bin/true; i=$((i+1)); done; {Sleep}"));
        await node.SaysAsync(first, "ready");

        // Whatever number is next: the host has no process of one of them.
        for (var i = 0; i < 3; i++)
        {
            var found = await RunAsync(node, TestNode.Shell("echo $$") with { Namespaces = new NamespaceConfig { Pid = NamespaceMode.OfContainer(first) } });
            int.Parse(found[0], CultureInfo.InvariantCulture).Should().BeGreaterThan(300);
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Container_joins_the_namespace_of_a_path(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var first = await node.CreateAsync(TestNode.Shell(Sleep));
        await node.SaysAsync(first, "ready");
        var pid = (await node.Runtime.GetContainerStatusAsync(first, TestNode.Token)).Pid!.Value;
        var wanted = new FileInfo($"/proc/{pid}/ns/net").LinkTarget;

        var found = await RunAsync(node, TestNode.Shell(Show) with { Namespaces = new NamespaceConfig { Network = NamespaceMode.OfPath($"/proc/{pid}/ns/net") } });

        found[0].Should().Be(wanted);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Joined_namespace_stays_with_its_run_and_is_looked_for_anew_at_the_next(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var first = await node.CreateAsync(TestNode.Shell(Sleep));
        var second = await node.CreateAsync(TestNode.Shell(Sleep) with { Namespaces = new NamespaceConfig { Network = NamespaceMode.OfContainer(first) } });
        await node.SaysAsync(second, "ready");

        await node.Runtime.RemoveContainerAsync(first, new RemoveOptions { Force = true }, TestNode.Token);
        var still = await node.Runtime.ExecAsync(second, new ExecOptions { Command = ["/bin/true"] }, TestNode.Token);
        await node.Runtime.StopContainerAsync(second, cancellationToken: TestNode.Token);
        var restart = () => node.Runtime.StartContainerAsync(second, TestNode.Token);

        still.ExitCode.Should().Be(0);
        node.Mounts().Should().NotContain(mount => mount.Contains("/namespaces/", StringComparison.Ordinal), "it is let go with the run");
        (await restart.Should().ThrowAsync<NamespaceUnavailableException>()).Which.Message.Should().Contain("There is no such container");
        (await node.StateAsync(second)).Should().Be(ContainerState.Stopped);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Processes_left_in_a_shared_pid_namespace_die_with_the_first(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var config = TestNode.Shell("sleep 1000 & echo $!; trap 'exit 7' TERM; echo rea''dy; while :; do sleep 0.1; done") with { Namespaces = new NamespaceConfig { Pid = NamespaceMode.Host } };
        var id = await node.CreateAsync(config);
        await node.SaysAsync(id, "ready");
        var child = int.Parse(Lines((await node.OutputAsync(id)).Output)[0], CultureInfo.InvariantCulture);
        var processes = await node.Runtime.ListContainerProcessesAsync(id, TestNode.Token);

        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);

        processes.Select(process => process.Pid).Should().Contain(child).And.NotContain(Environment.ProcessId, "those of the cgroup count, not all that it sees");
        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).ExitCode.Should().Be(7);
        await TestNode.EventuallyAsync(() => Task.FromResult(ProcessIdentity.Find(child) is null), "what its first process has left is killed");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Parameters_domain_name_and_shared_memory_are_its_own(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var config = TestNode.Shell("cat /proc/sys/net/ipv4/ip_unprivileged_port_start /proc/sys/kernel/msgmax /proc/sys/kernel/domainname; hostname; df -k /dev/shm | tail -1") with
        {
            Sysctls = new Dictionary<string, string> { ["net.ipv4.ip_unprivileged_port_start"] = "80", ["kernel.msgmax"] = "4242" },
            Domainname = "example.org",
            Hostname = "web",
            ShmSizeBytes = 3 << 20,
        };

        var found = await RunAsync(node, config);

        found.Take(4).Should().Equal("80", "4242", "example.org", "web");
        found[4].Should().Contain(" 3072 ");
    }

    [Fact]
    public async Task Clocks_are_ahead_by_as_much_as_was_said()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var before = UptimeOf(await File.ReadAllTextAsync("/proc/uptime", TestNode.Token));

        var found = await RunAsync(node, TestNode.Shell($"{Show}; cat /proc/uptime") with { TimeOffsets = new TimeOffsets { Boottime = TimeSpan.FromDays(1000) } });

        found[5].Should().NotBe(new FileInfo("/proc/self/ns/time").LinkTarget);
        (UptimeOf(found[6]) - before).Should().BeGreaterThanOrEqualTo(1000 * 86_400);
    }

    [Fact]
    public async Task Clocks_are_refused_by_name_where_the_runtime_has_none()
    {
        await using var node = await TestNode.OpenAsync("runc");

        var create = () => node.CreateAsync(TestNode.Shell(Show) with { TimeOffsets = new TimeOffsets { Boottime = TimeSpan.FromDays(1) } });

        (await create.Should().ThrowAsync<FeatureNotSupportedException>()).Which.Feature.Should().Be("linux.namespaces[time]");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Init_is_the_first_process_and_passes_signals_and_exit_codes_on(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        Assert.SkipUnless(File.Exists("/usr/bin/catatonit"), "catatonit is not installed");
        var id = await node.CreateAsync(TestNode.Shell("trap 'exit 9' TERM; cat /proc/1/comm; echo rea''dy; while :; do sleep 0.1; done") with { Init = true, ReadOnlyRootfs = true });
        await node.SaysAsync(id, "ready");

        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);

        (await node.OutputAsync(id)).Output.Should().StartWith("init\n");
        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).ExitCode.Should().Be(9);
    }

    private static double UptimeOf(string text) => double.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<string>> RunAsync(TestNode node, ContainerConfig config)
    {
        var (exit, output, error) = await node.RunAsync(config);
        exit.ExitCode.Should().Be(0, error);
        return Lines(output);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
