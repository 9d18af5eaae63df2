using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Pods;

/// <summary>Pods that are not there or not whole, and processes that die in the midst of an operation on one.</summary>
public sealed class PodFaultTests
{
    private const string Stay = "trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done";

    [Fact]
    public async Task Container_of_an_unknown_pod_throws()
    {
        await using var node = await TestNode.OpenAsync("youki");

        var create = () => PodTests.InPodAsync(node, PodId.Parse("nobody"), "true");

        (await create.Should().ThrowAsync<PodNotFoundException>()).Which.PodId.Should().Be(PodId.Parse("nobody"));
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Removed_pod_takes_its_stopped_containers_with_it_and_refuses_new_ones()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var pod = await PodTests.CreateAsync(node, new PodConfig());
        var id = await PodTests.InPodAsync(node, pod, Stay);
        await node.SaysAsync(id, "up");

        var gentle = () => node.Runtime.RemovePodAsync(pod, cancellationToken: TestNode.Token);
        (await gentle.Should().ThrowAsync<PodStatusException>()).Which.Message.Should().Contain("is ready");
        await node.Runtime.StopPodAsync(pod, cancellationToken: TestNode.Token);
        await node.Runtime.RemovePodAsync(pod, cancellationToken: TestNode.Token);
        await node.Runtime.RemovePodAsync(pod, cancellationToken: TestNode.Token);
        var late = () => PodTests.InPodAsync(node, pod, "true");

        await late.Should().ThrowAsync<PodNotFoundException>();
        (await node.Runtime.ListContainersAsync(node.Id, cancellationToken: TestNode.Token)).Should().BeEmpty();
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Removed_by_force_its_running_containers_are_killed()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var pod = await PodTests.CreateAsync(node, new PodConfig { SharePid = File.Exists("/usr/bin/catatonit") });
        await node.SaysAsync(await PodTests.InPodAsync(node, pod, Stay), "up");

        await node.Runtime.RemovePodAsync(pod, new RemovePodOptions { Force = true }, TestNode.Token);

        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Same_id_twice_throws()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var options = new CreatePodOptions { NodeId = node.Id, PodId = PodId.Parse("web") };
        await node.Runtime.CreatePodAsync(new PodConfig(), options, TestNode.Token);

        var again = () => node.Runtime.CreatePodAsync(new PodConfig(), options, TestNode.Token);

        await again.Should().ThrowAsync<PodExistsException>();
        (await node.Runtime.GetPodStatusAsync(PodId.Parse("web"), TestNode.Token)).State.Should().Be(PodState.Ready);
    }

    [Fact]
    public async Task Parameter_that_the_kernel_does_not_take_leaves_nothing()
    {
        await using var node = await TestNode.OpenAsync("youki");

        var create = () => PodTests.CreateAsync(node, new PodConfig { Sysctls = new Dictionary<string, string> { ["net.no.such.thing"] = "1" } });

        (await create.Should().ThrowAsync<HostResourceException>()).Which.Message.Should().Contain("net.no.such.thing");
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Container_may_not_set_what_is_its_pods()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var pod = await PodTests.CreateAsync(node, new PodConfig());
        var options = new CreateContainerOptions { NodeId = node.Id, PodId = pod };

        var hostname = () => node.Runtime.CreateContainerAsync(TestNode.Config("/bin/true") with { Hostname = "mine" }, options, TestNode.Token);
        var size = () => node.Runtime.CreateContainerAsync(TestNode.Config("/bin/true") with { ShmSizeBytes = 1 << 20 }, options, TestNode.Token);
        var parameter = () => node.Runtime.CreateContainerAsync(
            TestNode.Config("/bin/true") with { Sysctls = new Dictionary<string, string> { ["net.core.somaxconn"] = "5" } }, options, TestNode.Token);

        (await hostname.Should().ThrowAsync<ContainerConfigException>()).Which.Message.Should().Contain("Hostname");
        (await size.Should().ThrowAsync<ContainerConfigException>()).Which.Message.Should().Contain("ShmSizeBytes");
        (await parameter.Should().ThrowAsync<FeatureNotSupportedException>()).Which.Feature.Should().Be("linux.sysctl");
    }

    [Fact]
    public async Task Namespaces_that_a_reboot_took_make_it_not_ready_until_it_is_started()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var pod = await PodTests.CreateAsync(node, new PodConfig { Name = "web" });

        // What a reboot does to mounts, and to the number of the boot.
        Native.NamespaceFile.Unpin((await node.Runtime.InspectPodAsync(pod, TestNode.Token)).Namespaces["network"]);
        var record = Path.Combine(node.Options.BundleDirectory, ".pods", pod.Value, "pod.json");
        await File.WriteAllTextAsync(record, (await File.ReadAllTextAsync(record, TestNode.Token)).Replace(Native.BootId.Current, "00000000-0000-0000-0000-000000000000", StringComparison.Ordinal), TestNode.Token);
        var after = await node.Runtime.GetPodStatusAsync(pod, TestNode.Token);
        var early = () => PodTests.InPodAsync(node, pod, "true");
        (await early.Should().ThrowAsync<PodStatusException>()).Which.Message.Should().Contain("rebooted");
        await node.Runtime.StartPodAsync(pod, TestNode.Token);
        var id = await PodTests.InPodAsync(node, pod, "hostname");
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        (after.State, after.Message).Should().Be((PodState.NotReady, "The host was rebooted, and its namespaces are gone. Start it first."));
        (await node.OutputAsync(id)).Output.Should().Be("web\n");
    }

    [Fact]
    public async Task Init_that_dies_makes_the_pod_not_ready()
    {
        await using var node = await TestNode.OpenAsync("youki");
        Assert.SkipUnless(File.Exists("/usr/bin/catatonit"), "catatonit is not installed");
        var pod = await PodTests.CreateAsync(node, new PodConfig { SharePid = true });
        var init = (await node.Runtime.InspectPodAsync(pod, TestNode.Token)).InitContainerId!.Value;
        await node.Runtime.KillContainerAsync(init, Signal.Kill, TestNode.Token);
        await node.Runtime.WaitContainerAsync(init, TestNode.Token);

        var status = await node.Runtime.GetPodStatusAsync(pod, TestNode.Token);
        var create = () => PodTests.InPodAsync(node, pod, "true");

        status.State.Should().Be(PodState.NotReady);
        await create.Should().ThrowAsync<NamespaceUnavailableException>();
        await node.Runtime.StopPodAsync(pod, cancellationToken: TestNode.Token);
        await node.Runtime.StartPodAsync(pod, TestNode.Token);
        await PodTests.InPodAsync(node, pod, "true");
    }

    [Fact]
    public Task Killed_in_create() => KillAtEveryLineAsync(_ => Task.CompletedTask, ["create-pod", "web"], 4);

    [Fact]
    public Task Killed_in_stop() => KillAtEveryLineAsync(PrepareAsync, ["stop-pod", "web"], 2);

    [Fact]
    public Task Killed_in_remove() => KillAtEveryLineAsync(PrepareAsync, ["remove-pod", "web"], 1);

    [Fact]
    public Task Killed_in_start() => KillAtEveryLineAsync(
        async node =>
        {
            await PrepareAsync(node);
            await node.Runtime.StopPodAsync(PodId.Parse("web"), cancellationToken: TestNode.Token);
        },
        ["start-pod", "web"],
        3);

    private static async Task PrepareAsync(TestNode node) =>
        await node.Runtime.CreatePodAsync(new PodConfig { SharePid = File.Exists("/usr/bin/catatonit") }, new CreatePodOptions { NodeId = node.Id, PodId = PodId.Parse("web") }, TestNode.Token);

    /// <summary>The process dies at each line of a pod's log; the next brings the pod in order, and it can be used and removed.</summary>
    private static async Task KillAtEveryLineAsync(Func<TestNode, Task> prepare, string[] operation, int steps)
    {
        string[] lines;
        await using (var node = await TestNode.OpenAsync("youki"))
        {
            await prepare(node);
            var result = await ChildProcess.RunAsync(node, operation);
            lines = [.. result.Stdout.Split('\n').Where(line => line.StartsWith("920 ", StringComparison.Ordinal))];
            lines.Length.Should().BeGreaterThanOrEqualTo(steps, result.Stderr);
        }

        foreach (var line in lines)
        {
            await using var node = await TestNode.OpenAsync("youki");
            await prepare(node);
            (await ChildProcess.KillAsync(node, line, operation)).ExitCode.Should().Be(ChildProcess.Killed, line);

            var next = await node.OpenRuntimeAsync();

            foreach (var log in Directory.EnumerateFiles(Path.Combine(node.Options.BundleDirectory, ".commands")))
            {
                File.Delete(log);
            }

            foreach (var pod in await next.ListPodsAsync(node.Id, cancellationToken: TestNode.Token))
            {
                pod.State.Should().BeOneOf([PodState.Ready, PodState.NotReady], line);
                await next.StopPodAsync(pod.Id, cancellationToken: TestNode.Token);
                await next.StartPodAsync(pod.Id, TestNode.Token);
                (await next.GetPodStatusAsync(pod.Id, TestNode.Token)).State.Should().Be(PodState.Ready, line);
            }
        }
    }
}
