using System.Globalization;
using Youki.Runtime.Bundles;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

/// <summary>Where the library says that a container stands, and where the runtime's own command does.</summary>
public sealed class StatusTests
{
    private const int SigKill = 9;

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Status_is_the_runtimes_in_every_state(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"), start: false);
        var client = await node.RuntimeOfAsync(id);

        await BothSayAsync(node, id, ContainerState.Created);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await BothSayAsync(node, id, ContainerState.Running);
        await client.PauseAsync(id, TestNode.Token);
        await BothSayAsync(node, id, ContainerState.Paused);
        await client.ResumeAsync(id, TestNode.Token);
        await BothSayAsync(node, id, ContainerState.Running);
        await node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        await BothSayAsync(node, id, ContainerState.Stopped);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await BothSayAsync(node, id, ContainerState.Running);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Status_unknown_id_throws_as_the_runtime_does(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var client = await node.RuntimeOfAsync(await node.CreateAsync(TestNode.Config("/bin/true"), start: false));
        var unknown = ContainerId.Parse("unknown");

        Func<Task>[] looks =
        [
            () => client.StateAsync(unknown, TestNode.Token),
            () => node.Runtime.GetContainerStatusAsync(unknown, TestNode.Token),
            () => node.Runtime.InspectContainerAsync(unknown, TestNode.Token),
            () => node.Runtime.WaitContainerAsync(unknown, TestNode.Token),
            () => node.Runtime.StartContainerAsync(unknown, TestNode.Token),
            () => node.Runtime.StopContainerAsync(unknown, cancellationToken: TestNode.Token),
            () => node.InputAsync(unknown),
            () => node.OutputAsync(unknown),
        ];

        foreach (var look in looks)
        {
            (await look.Should().ThrowAsync<ContainerNotFoundException>()).Which.ContainerId.Should().Be(unknown);
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Status_monitor_killed_stays_the_runtimes(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));

        await KillMonitorAsync(node, id);
        await BothSayAsync(node, id, ContainerState.Running);
        await node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token);
        var exit = await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        exit.Should().BeEquivalentTo(new { ExitCode = (int?)null, Reason = ExitReason.Unknown });
        exit.ErrorMessage.Should().Contain("monitor");
        await BothSayAsync(node, id, ContainerState.Stopped);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Status_monitor_of_a_created_one_killed_starts_in_a_new_run(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("exit 6"), start: false);

        await KillMonitorAsync(node, id);
        await BothSayAsync(node, id, ContainerState.Created);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        var exit = await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        exit.Should().BeEquivalentTo(new { Run = 2, ExitCode = 6 });
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Status_process_killed_behind_the_librarys_back_is_stopped(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));

        await (await node.RuntimeOfAsync(id)).KillAsync(new() { Id = id, Signal = Signal.Kill }, TestNode.Token);
        await TestNode.EventuallyAsync(async () => await node.StateAsync(id) == ContainerState.Stopped);

        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Should().BeEquivalentTo(new { ExitCode = 137, Reason = ExitReason.Error });
        await BothSayAsync(node, id, ContainerState.Stopped);
    }

    private static async Task BothSayAsync(TestNode node, ContainerId id, ContainerState state)
    {
        (await node.StateAsync(id)).Should().Be(state);
        (await (await node.RuntimeOfAsync(id)).StateAsync(id, TestNode.Token)).Status.Should().Be(state);
    }

    private static async Task KillMonitorAsync(TestNode node, ContainerId id)
    {
        var monitor = int.Parse(await File.ReadAllTextAsync(node.Layout(id).Run(1).MonitorPidFile, TestNode.Token), CultureInfo.InvariantCulture);
        using var handle = PidFd.TryOpen(monitor);
        PidFd.TrySignal(handle!, SigKill).Should().BeTrue();
        await TestNode.EventuallyAsync(() => Task.FromResult(ProcessIdentity.Find(monitor) is null));
    }
}
