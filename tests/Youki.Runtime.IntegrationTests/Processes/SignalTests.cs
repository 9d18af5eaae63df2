using System.Globalization;
using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Processes;

/// <summary>What a process inherits of signals.</summary>
public sealed class SignalTests
{
    private const ulong Sigpipe = 1UL << 12;

    /// <summary>youki 0.7.0 ignores SIGPIPE, as every Rust program does, and hands that on to the container's process; the OCI runtime spec has no word on it.</summary>
    [Theory]
    [InlineData("youki", Sigpipe)]
    [InlineData("runc", 0)]
    public async Task Signals_are_neither_ignored_nor_blocked_but_for_youki_s_own(string flavor, ulong ignored)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (_, output, _) = await node.RunAsync(TestNode.Config("/bin/grep", "-E", "^Sig(Ign|Blk)", "/proc/self/status"));

        var masks = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => line.Split('\t')[0], line => ulong.Parse(line.Split('\t')[1], NumberStyles.HexNumber));
        masks.Should().BeEquivalentTo(new Dictionary<string, ulong> { ["SigBlk:"] = 0, ["SigIgn:"] = ignored });
    }

    [Theory]
    [InlineData("youki", Sigpipe)]
    [InlineData("runc", 0)]
    public async Task Signals_that_the_host_process_ignores_are_not_ignored_by_containers(string flavor, ulong ignored)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = ContainerId.Parse("web");

        var made = await ChildProcess.RunAsync(["env", "--ignore-signal=HUP,INT,QUIT"], node, "", "create", id.Value, BusyboxImage.Reference, "trap 'echo interrupted; exit 3' INT; grep SigIgn /proc/self/status; while :; do sleep 0.02; done");
        made.ExitCode.Should().Be(0, made.Stderr);
        var monitor = Monitors.Find(node, id).Should().ContainSingle().Subject;
        await node.SaysAsync(id, $"SigIgn:\t{ignored:x16}");
        await node.Runtime.KillContainerAsync(id, Signal.Interrupt, TestNode.Token);

        File.ReadAllText($"/proc/{monitor.Pid}/status").Should().MatchRegex("SigIgn:\t0000000000001000");
        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(3);
    }
}
