using Youki.Runtime.IntegrationTests.Execution;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Monitors that are stopped by SIGSTOP: of the container, and of a command in it.</summary>
public sealed class StoppedMonitorTests
{
    private const string Forever = "trap 'exit 3' TERM; echo up; while :; do sleep 0.02; done";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Everything_that_does_not_need_the_monitor_works_and_removal_by_force_too(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, options => options.KillTimeout = TimeSpan.FromSeconds(2));
        var id = await node.CreateAsync(TestNode.Shell(Forever));
        await node.SaysAsync(id, "up");
        Monitors.Signal(node, id, Signal.Parse("STOP"));

        var wait = node.Runtime.WaitContainerAsync(id, TestNode.Token);
        (await ExecTests.ExecAsync(node, id, "exit 7").WaitAsync(Limit, TestNode.Token)).ExitCode.Should().Be(7);
        await node.Runtime.PauseContainerAsync(id, TestNode.Token).WaitAsync(Limit, TestNode.Token);
        await node.Runtime.ResumeContainerAsync(id, TestNode.Token).WaitAsync(Limit, TestNode.Token);
        await node.Runtime.UpdateContainerAsync(id, new() { Limits = new() { PidsLimit = 50 } }, TestNode.Token).WaitAsync(Limit, TestNode.Token);
        (await node.Runtime.GetContainerStatsAsync(id, cancellationToken: TestNode.Token).WaitAsync(Limit, TestNode.Token)).Pids.Current.Should().BePositive();
        (await node.OutputAsync(id)).Output.Should().Be("up\n");
        wait.IsCompleted.Should().BeFalse();
        await node.Runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token).WaitAsync(Limit, TestNode.Token);

        await Outcome.OfAsync(() => wait.WaitAsync(Limit, TestNode.Token));
        wait.IsCompleted.Should().BeTrue();
        node.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("youki", false)]
    [InlineData("runc", true)]
    public async Task Command_whose_monitor_is_stopped_ends(string flavor, bool timesOut)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell(Forever));
        var options = ExecTests.Command(timesOut ? "exec sleep 4601" : "while [ ! -e /go ]; do sleep 0.02; done") with { Timeout = timesOut ? TimeSpan.FromSeconds(1.5) : null };
        var exec = node.Runtime.ExecAsync(id, options, TestNode.Token);
        await TestNode.EventuallyAsync(async () => (await node.Runtime.ListExecsAsync(id, TestNode.Token)).Any(found => found.Pid is not null));

        var monitor = ProcessTable.All().Single(process => process.Name == "conmon" && process.Arguments.Contains("--exec-process-spec") && process.Arguments.Any(argument => argument.StartsWith(node.Path, StringComparison.Ordinal)));
        using (var handle = monitor.Process.TryOpen())
        {
            PidFd.TrySignal(handle!, Signal.Parse("STOP").Number).Should().BeTrue();
        }

        await File.WriteAllTextAsync($"{node.Bundle(id)}/rootfs/go", "", TestNode.Token);

        var result = await exec.WaitAsync(Limit, TestNode.Token);
        result.TimedOut.Should().Be(timesOut);
        (result.ExitCode ?? 137).Should().BeOneOf(137, timesOut ? 137 : 0);
        ExecTests.AssertNothingIsLeft(node, id);
    }
}
