using System.Diagnostics;
using System.Text.Json.Nodes;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Hosts that die, boot anew, or live in namespaces of their own.</summary>
public sealed class HostProcessTests
{
    private const string Forever = "trap 'exit 3' TERM; echo up; while :; do sleep 0.02; done";

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Containers_outlive_a_killed_host_with_all_their_output(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var command = ChildProcess.CommandLine(node.Options, "", "create-ten", BusyboxImage.Reference, "i=0; while [ ! -e /go ]; do sleep 0.02; done; while [ $i -lt 500 ]; do echo line $i; i=$((i+1)); done; exit 42");
        using var host = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        while (await host.StandardOutput.ReadLineAsync(TestNode.Token) is { } line && line != "created")
        {
        }

        host.Kill();
        await host.WaitForExitAsync(TestNode.Token);
        var next = await node.OpenRuntimeAsync();
        var running = await next.ListContainersAsync(node.Id, cancellationToken: TestNode.Token);
        foreach (var container in running)
        {
            File.WriteAllText($"{node.Bundle(container.Id)}/rootfs/go", "");
        }

        running.Should().HaveCount(10).And.OnlyContain(container => container.State == ContainerState.Running);
        foreach (var container in running)
        {
            (await next.WaitContainerAsync(container.Id, TestNode.Token)).ExitCode.Should().Be(42);
            (await node.OutputAsync(container.Id)).Output.Should().Be(string.Concat(Enumerable.Range(0, 500).Select(i => $"line {i}\n")));
        }
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
}
