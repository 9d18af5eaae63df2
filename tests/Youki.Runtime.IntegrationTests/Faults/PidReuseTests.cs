using System.Diagnostics;
using System.Globalization;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Process ids that belong to somebody else by the time they are looked at.</summary>
[Collection(Alone.Name)]
public sealed class PidReuseTests
{
    private const string LastPid = "/proc/sys/kernel/ns_last_pid";

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Whoever_has_the_process_ids_of_an_ended_container_is_left_alone(string flavor)
    {
        Assert.SkipUnless(File.Exists(LastPid), "this kernel does not let the next process id be chosen");
        await using var node = await TestNode.OpenAsync(flavor, options => options.OwnNodes = false);
        var (id, removed) = (await node.CreateAsync(TestNode.Config("/bin/sleep", "1000")), await node.CreateAsync(TestNode.Config("/bin/sleep", "1000")));
        using var first = await ReplaceAsync(node, id);
        using var second = await ReplaceAsync(node, removed);
        try
        {
            await node.OpenRuntimeAsync();
            (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Should().BeEquivalentTo(new { State = ContainerState.Stopped, ExitCode = (int?)null, Pid = (int?)null });
            (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).Reason.Should().Be(ExitReason.Unknown);
            await FluentActions.Awaiting(() => node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token)).Should().ThrowAsync<ContainerStatusException>();
            await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);
            await node.Runtime.StartContainerAsync(id, TestNode.Token);
            await node.Runtime.RemoveContainerAsync(removed, new() { Force = true }, TestNode.Token);

            (await node.StateAsync(id)).Should().Be(ContainerState.Running);
            first.HasExited.Should().BeFalse();
            second.HasExited.Should().BeFalse();
        }
        finally
        {
            first.Kill();
            second.Kill();
        }
    }

    /// <summary>Kills the container and its monitor, and starts a program that gets the process id of the container.</summary>
    private static async Task<Process> ReplaceAsync(TestNode node, ContainerId id)
    {
        var init = ProcessIdentity.Find(await node.PidAsync(id))!.Value;
        await Monitors.KillAsync(node, id);
        using (var handle = init.TryOpen())
        {
            PidFd.TrySignal(handle!, Signal.Kill.Number).Should().BeTrue();
        }

        await TestNode.EventuallyAsync(() => Task.FromResult(!Directory.Exists($"/proc/{init.Pid}")));
        for (var left = 1000; left > 0; left--)
        {
            await File.WriteAllTextAsync(LastPid, (init.Pid - 1).ToString(CultureInfo.InvariantCulture), TestNode.Token);
            var process = Process.Start("/bin/sleep", "1000");
            if (process.Id == init.Pid)
            {
                return process;
            }

            process.Kill();
            await process.WaitForExitAsync(TestNode.Token);
            process.Dispose();
        }

        throw new InvalidOperationException($"Nobody got process id {init.Pid}.");
    }
}
