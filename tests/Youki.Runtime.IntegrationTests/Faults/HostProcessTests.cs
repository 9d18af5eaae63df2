using System.Diagnostics;
using System.Text.Json.Nodes;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Hosts that die, boot anew, or live in namespaces of their own.</summary>
public sealed class HostProcessTests
{
    private const string Forever = "trap 'exit 3' TERM; echo up; while :; do sleep 0.02; done";

    // Those with an odd number end while no host lives, or before; the others wait until they are told to go on.
    private const string Fifty = """
        i=0; while [ $i -lt 100 ]; do echo line $i; i=$((i+1)); done
        if [ $((N % 2)) = 0 ]; then mkfifo /go; echo waits; read x </go; fi
        while [ $i -lt 200 ]; do echo line $i >&$((1 + i % 2)); i=$((i+1)); done; exit $N
        """;

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Fifty_containers_outlive_a_killed_host_with_their_codes_and_all_their_output(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var command = ChildProcess.CommandLine(node.Options, "", "create-fifty", BusyboxImage.Reference, Fifty);
        using var host = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        while (await host.StandardOutput.ReadLineAsync(TestNode.Token) is { } line && line != "created")
        {
        }

        host.Kill();
        await host.WaitForExitAsync(TestNode.Token);
        var next = await node.OpenRuntimeAsync();
        var found = (await next.ListContainersAsync(node.Id, cancellationToken: TestNode.Token)).ToDictionary(container => int.Parse(container.Id.Value.Split('-')[1]));
        found.Keys.Should().BeEquivalentTo(Enumerable.Range(0, 50));
        found.Should().OnlyContain(each => each.Value.State == ContainerState.Running || (each.Key % 2 == 1 && each.Value.ExitCode == each.Key));
        var waits = found.ToDictionary(each => each.Key, each => next.WaitContainerAsync(each.Value.Id, TestNode.Token));
        var follow = FollowAsync(next, found[0].Id);
        foreach (var number in found.Keys.Where(number => number % 2 == 0))
        {
            waits[number].IsCompleted.Should().BeFalse();
            await node.SaysAsync(found[number].Id, "waits");
            Rootfs.Host.Run("/bin/sh", "-c", "echo >\"$1\"", "sh", $"{node.Bundle(found[number].Id)}/rootfs/go");
        }

        foreach (var (number, wait) in waits)
        {
            (await wait.WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token)).Should().BeEquivalentTo(new { ExitCode = number, Reason = number == 0 ? ExitReason.Completed : ExitReason.Error });
            var (output, error) = await node.OutputAsync(found[number].Id);
            Lines(output).Where(line => line != "waits").Should().Equal(Enumerable.Range(0, 200).Where(i => i < 100 || i % 2 == 0).Select(i => $"line {i}"));
            Lines(error).Should().Equal(Enumerable.Range(100, 100).Where(i => i % 2 == 1).Select(i => $"line {i}"));
        }

        // The host that was killed told of most of this; whatever it did not come to, the next one has.
        await TestNode.EventuallyAsync(async () => (await EventsAsync(next, node.Id)).Count(each => each.Kind == EventKind.Exited) >= 50);
        var events = (await EventsAsync(next, node.Id)).ToLookup(each => each.Kind);
        events[EventKind.Created].Select(each => each.ContainerId).Should().BeEquivalentTo(found.Values.Select(each => (ContainerId?)each.Id));
        events[EventKind.Started].Select(each => each.ContainerId).Should().BeEquivalentTo(found.Values.Select(each => (ContainerId?)each.Id));
        events[EventKind.Exited].Select(each => (each.ContainerId, each.ExitCode)).Should().BeEquivalentTo(found.Select(each => ((ContainerId?)each.Value.Id, (int?)each.Key)));

        // Which of two pipes the monitor reads first is its own affair.
        (await follow.WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token)).Where(line => line != "waits").Should().BeEquivalentTo(Enumerable.Range(0, 200).Select(i => $"line {i}"));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_host_killed_at_any_moment_of_a_create_leaves_nothing_half_made(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        for (var round = 0; round < 12; round++)
        {
            var command = ChildProcess.CommandLine(node.Options, "", "create", $"web-{round}", BusyboxImage.Reference, Forever);
            using var host = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
            while (await host.StandardOutput.ReadLineAsync(TestNode.Token) is { } line && !line.EndsWith("step launch", StringComparison.Ordinal))
            {
            }

            await Task.Delay(round * 3, TestNode.Token);
            host.Kill();
            await host.WaitForExitAsync(TestNode.Token);
            var next = await node.OpenRuntimeAsync();
            foreach (var container in await next.ListContainersAsync(node.Id, cancellationToken: TestNode.Token))
            {
                container.State.Should().BeOneOf(ContainerState.Created, ContainerState.Running);
                await next.RemoveContainerAsync(container.Id, new RemoveOptions { Force = true }, TestNode.Token);
            }

            Directory.EnumerateFiles(node.At("bundles/.commands")).ToList().ForEach(File.Delete);
            node.AssertNothingIsLeft();
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task After_a_reboot_containers_are_stopped_and_start_again_with_their_files(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell($"echo boot >>/boots; wc -l </boots; {Forever}"));
        var other = await node.CreateAsync(TestNode.Shell(Forever));
        await node.SaysAsync(id, "up");
        foreach (var each in new[] { id, other })
        {
            await SimulateRebootAsync(node, each);
        }

        var next = await node.OpenRuntimeAsync();
        var listed = await next.ListContainersAsync(node.Id, cancellationToken: TestNode.Token);
        await next.RemoveContainerAsync(other, cancellationToken: TestNode.Token);
        await next.StartContainerAsync(id, TestNode.Token);
        await node.SaysAsync(id, "2\nup");
        await next.RemoveContainerAsync(id, new RemoveOptions { Force = true }, TestNode.Token);

        listed.Should().HaveCount(2).And.OnlyContain(container => container.State == ContainerState.Stopped && container.Reason == ExitReason.Unknown && container.ExitCode == null);
        listed[0].ErrorMessage.Should().Contain("reboot");
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_container_of_a_host_in_a_private_mount_namespace_is_everyones(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var made = await ChildProcess.RunAsync(["unshare", "-m"], node, "", "create", "web", BusyboxImage.Reference, $"echo x >>/runs; wc -l </runs; {Forever}");
        made.ExitCode.Should().Be(0, made.Stderr);
        var id = ContainerId.Parse("web");
        var next = await node.OpenRuntimeAsync();

        await node.SaysAsync(id, "up");
        (await next.GetContainerStatusAsync(id, TestNode.Token)).State.Should().Be(ContainerState.Running);
        await next.StopContainerAsync(id, cancellationToken: TestNode.Token);
        (await next.GetContainerStatusAsync(id, TestNode.Token)).ExitCode.Should().Be(3);
        await next.StartContainerAsync(id, TestNode.Token);
        await node.SaysAsync(id, "2\nup");
        await next.RemoveContainerAsync(id, new RemoveOptions { Force = true }, TestNode.Token);

        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_host_that_is_process_1_reaps(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var result = await ChildProcess.RunAsync(["unshare", "-pf", "--mount-proc"], node, "", "run-ten", BusyboxImage.Reference, "exit 7");

        result.ExitCode.Should().Be(0, result.Stderr);
        result.Stdout.Split('\n').Count(line => line == "exit 7").Should().Be(10);
        result.Stdout.Should().EndWith("pid 1 zombies 0\n");
        node.AssertNothingIsLeft();
    }

    private static async Task SimulateRebootAsync(TestNode node, ContainerId id)
    {
        var path = $"{node.Bundle(id)}/runs/1/run.json";
        var run = JsonNode.Parse(File.ReadAllText(path))!;
        await Monitors.KillAsync(node, id);
        var init = ProcessIdentity.Find((int)run["pid"]!)!.Value;
        using (var handle = init.TryOpen())
        {
            PidFd.TrySignal(handle!, 9);
        }

        await TestNode.EventuallyAsync(() => Task.FromResult(!init.IsAlive()));
        Rootfs.Host.Run("umount", $"{node.Bundle(id)}/rootfs");
        Directory.Delete(Directory.GetDirectories(node.At("state"), id.Value, SearchOption.AllDirectories).Single(), recursive: true);
        run["bootId"] = "former";
        File.WriteAllText(path, run.ToJsonString());
        node.RuntimeStates().Should().NotContain(state => state.EndsWith(id.Value));
    }

    private static async Task<List<ContainerEvent>> EventsAsync(YoukiRuntime runtime, NodeId node)
    {
        var events = new List<ContainerEvent>();
        await foreach (var each in runtime.WatchEventsAsync(new EventQuery { NodeId = node }, TestNode.Token))
        {
            events.Add(each);
        }

        return events;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<List<string>> FollowAsync(YoukiRuntime runtime, ContainerId id)
    {
        var lines = new List<string>();
        await foreach (var entry in runtime.ReadLogsAsync(id, new LogOptions { Follow = true }, TestNode.Token))
        {
            lines.Add(System.Text.Encoding.UTF8.GetString(entry.Content.Span));
        }

        return lines;
    }
}
