using System.Globalization;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Pods;

/// <summary>Pods and their containers, seen from inside and from the kernel's files.</summary>
public sealed class PodTests
{
    private const string Show = "for n in net ipc uts pid; do readlink /proc/self/ns/$n; done";
    private const string Stay = "trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done";

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Containers_of_a_pod_share_what_it_says_and_no_process_keeps_it(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var pod = await CreateAsync(node, new PodConfig
        {
            Name = "web",
            ShmSizeBytes = 2 << 20,
            Sysctls = new Dictionary<string, string> { ["net.ipv4.ip_unprivileged_port_start"] = "81", ["kernel.msgmax"] = "4243" },
        });
        var details = await node.Runtime.InspectPodAsync(pod, TestNode.Token);
        node.Processes().Should().BeEmpty("a pod without a shared pid namespace has no process");

        var server = await InPodAsync(node, pod, $"{Show}; echo hello > /dev/shm/greeting; trap 'exit 0' TERM; echo up; busybox nc -ll -p 7070 -e /bin/echo from-the-server &  while :; do sleep 0.05; done");
        await node.SaysAsync(server, "up");
        var client = await InPodAsync(
            node,
            pod,
            $"{Show}; hostname; echo $HOSTNAME; cat /dev/shm/greeting /proc/sys/net/ipv4/ip_unprivileged_port_start /proc/sys/kernel/msgmax; df -k /dev/shm | tail -1; until busybox nc 127.0.0.1 7070 < /dev/null; do sleep 0.05; done");
        (await node.Runtime.WaitContainerAsync(client, TestNode.Token).WaitAsync(TimeSpan.FromSeconds(30), TestNode.Token)).ExitCode.Should().Be(0);

        var (first, second) = (await LinesAsync(node, server), await LinesAsync(node, client));
        second.Take(3).Should().Equal(first.Take(3));
        second[3].Should().NotBe(first[3], "pids are not shared unless asked for");
        second.Take(3).Should().Equal(new[] { "network", "ipc", "uts" }.Select(type => NameOf(details.Namespaces[type])));
        second.Skip(4).Take(5).Should().Equal("web", "web", "hello", "81", "4243");
        second[9].Should().Contain(" 2048 ");
        second.Should().Contain("from-the-server");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Pod_outlives_its_containers_and_limits_them_together(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var pod = await CreateAsync(node, new PodConfig { Limits = new ResourceLimits { PidsLimit = 50, MemoryBytes = 64 << 20 } });
        var first = await InPodAsync(node, pod, $"{Show}; {Stay}");
        await node.SaysAsync(first, "up");
        var before = await LinesAsync(node, first);
        var cgroup = (await node.Runtime.InspectContainerAsync(first, TestNode.Token)).CgroupPath;
        var limit = Limit(node, pod);

        await node.Runtime.RemoveContainerAsync(first, new RemoveOptions { Force = true }, TestNode.Token);
        var second = await InPodAsync(node, pod, $"{Show}; {Stay}");
        await node.SaysAsync(second, "up");

        (await LinesAsync(node, second)).Take(3).Should().Equal(before.Take(3));
        cgroup.Should().Be($"{node.CgroupParent}/.pod-{pod}/{first}");
        limit.Should().Be("50");
        (await node.Runtime.ListContainersAsync(node.Id, new ContainerFilter { PodId = pod }, TestNode.Token)).Select(status => status.Id).Should().Equal(second);
        (await node.Runtime.GetPodStatusAsync(pod, TestNode.Token)).State.Should().Be(PodState.Ready);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Shared_pids_have_an_init_that_reaps_and_shows_nothing_of_the_host(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        Assert.SkipUnless(File.Exists("/usr/bin/catatonit"), "catatonit is not installed");
        var pod = await CreateAsync(node, new PodConfig { SharePid = true });
        var first = await InPodAsync(node, pod, "echo marker-of-the-first >/dev/null; trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done");
        await node.SaysAsync(first, "up");

        // Whoever is left without a parent is the init's, not the host's.
        var second = await InPodAsync(node, pod, "(sleep 0.1 & echo $! > /orphan); cat /proc/1/comm; ps; ls /proc/1/root/ 2>&1; sleep 0.5; [ -d /proc/$(cat /orphan) ] && echo there || echo reaped");
        await node.Runtime.WaitContainerAsync(second, TestNode.Token);
        var lines = await LinesAsync(node, second);
        var listed = await node.Runtime.ListContainersAsync(node.Id, cancellationToken: TestNode.Token);
        await node.Runtime.StopContainerAsync(second, cancellationToken: TestNode.Token);

        lines[0].Should().Be("init");
        lines.Should().Contain(line => line.Contains("marker-of-the-first", StringComparison.Ordinal)).And.NotContain("etc");
        lines[^1].Should().Be("reaped", "the init reaps what nobody waits for");
        listed.Select(status => status.Id).Should().BeEquivalentTo([first, second], "nobody asked for the init");
        (await node.StateAsync(first)).Should().Be(ContainerState.Running);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stopped_pod_starts_again_with_new_namespaces(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var pod = await CreateAsync(node, new PodConfig());
        var id = await InPodAsync(node, pod, $"{Show}; {Stay}");
        await node.SaysAsync(id, "up");

        await node.Runtime.StopPodAsync(pod, cancellationToken: TestNode.Token);
        var stopped = await node.Runtime.GetPodStatusAsync(pod, TestNode.Token);
        var early = () => node.Runtime.StartContainerAsync(id, TestNode.Token);
        (await early.Should().ThrowAsync<PodStatusException>()).Which.State.Should().Be(PodState.NotReady);
        node.Mounts().Should().NotContain(mount => mount.Contains("/.pods/", StringComparison.Ordinal));
        await node.Runtime.StopPodAsync(pod, cancellationToken: TestNode.Token);
        await node.Runtime.StartPodAsync(pod, TestNode.Token);
        await node.Runtime.StartPodAsync(pod, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);

        (stopped.State, stopped.Message).Should().Be((PodState.NotReady, null));
        stopped.StoppedAt.Should().NotBeNull();
        await TestNode.EventuallyAsync(async () => (await LinesAsync(node, id)).Count >= 10);
        (await LinesAsync(node, id))[5].Should().Be(NameOf((await node.Runtime.InspectPodAsync(pod, TestNode.Token)).Namespaces["network"]), "what is made anew is what it sees");
    }

    [Fact]
    public async Task Stop_ends_the_youngest_first()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var pod = await CreateAsync(node, new PodConfig());
        var ids = new List<ContainerId>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await InPodAsync(node, pod, Stay));
            await node.SaysAsync(ids[i], "up");
        }

        await node.Runtime.StopPodAsync(pod, cancellationToken: TestNode.Token);

        var ends = (await node.Runtime.InspectPodAsync(pod, TestNode.Token)).Containers.OrderBy(container => container.FinishedAt).Select(container => container.Id);
        ends.Should().Equal(Enumerable.Reverse(ids));
    }

    [Fact]
    public async Task Pods_are_found_by_name_state_and_label()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var web = await CreateAsync(node, new PodConfig { Name = "web", Labels = new Dictionary<string, string> { ["app"] = "web" }, Annotations = new Dictionary<string, string> { ["note"] = "n" } });
        var other = await CreateAsync(node, new PodConfig { Name = "db" });
        await node.Runtime.StopPodAsync(other, cancellationToken: TestNode.Token);

        (await ListAsync(new PodFilter())).Should().Equal(web, other);
        (await ListAsync(new PodFilter { Name = "web" })).Should().Equal(web);
        (await ListAsync(new PodFilter { States = [PodState.NotReady] })).Should().Equal(other);
        (await ListAsync(new PodFilter { Labels = new Dictionary<string, string?> { ["app"] = null } })).Should().Equal(web);
        (await node.Runtime.GetPodStatusAsync(web, TestNode.Token)).Annotations.Should().Contain("note", "n");

        async Task<IEnumerable<PodId>> ListAsync(PodFilter filter) => (await node.Runtime.ListPodsAsync(node.Id, filter, TestNode.Token)).Select(pod => pod.Id);
    }

    internal static Task<PodId> CreateAsync(TestNode node, PodConfig config) => node.Runtime.CreatePodAsync(config, new CreatePodOptions { NodeId = node.Id }, TestNode.Token);

    internal static Task<ContainerId> InPodAsync(TestNode node, PodId pod, string script, NamespaceConfig? namespaces = null) => node.Runtime.CreateContainerAsync(
        TestNode.Shell(script) with { Namespaces = namespaces }, new CreateContainerOptions { NodeId = node.Id, PodId = pod }, TestNode.Token);

    private static async Task<IReadOnlyList<string>> LinesAsync(TestNode node, ContainerId id) => (await node.OutputAsync(id)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Limit(TestNode node, PodId pod)
    {
        string[] files = [$"/sys/fs/cgroup{node.CgroupParent}/.pod-{pod}/pids.max", $"/sys/fs/cgroup/pids{node.CgroupParent}/.pod-{pod}/pids.max"];
        return File.ReadAllText(files.First(File.Exists)).Trim();
    }

    /// <summary>A namespace's name, as a link in /proc/pid/ns has it, of the file at which it is pinned.</summary>
    private static string NameOf(string file) => string.Create(
        CultureInfo.InvariantCulture, $"{(Path.GetFileName(file) == "network" ? "net" : Path.GetFileName(file))}:[{FileMetadata.TryOf(file)!.Value.Inode}]");
}
