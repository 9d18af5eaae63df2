using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Supervision;

public sealed class MonitorCensusTests
{
    [Fact]
    public async Task Host_report_tells_which_monitors_live_and_which_are_lost()
    {
        await using var node = await TestNode.OpenAsync("youki");
        await node.CreateAsync(TestNode.Config("/bin/sleep", "1000"));
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "1000"));

        var before = (await node.Runtime.InspectHostAsync(TestNode.Token)).Monitors!;
        var monitor = int.Parse(File.ReadAllText(Path.Combine(node.Bundle(id), "runs/1/monitor/pid")), System.Globalization.CultureInfo.InvariantCulture);
        using (var descriptor = PidFd.TryOpen(monitor)!)
        {
            PidFd.TrySignal(descriptor, Signal.Kill.Number);
        }

        before.Should().BeEquivalentTo(new { Live = 2, Lost = Array.Empty<ContainerId>() });
        await TestNode.EventuallyAsync(async () => (await node.Runtime.InspectHostAsync(TestNode.Token)).Monitors is { Live: 1, Lost: [var lost] } && lost == id);
    }
}
