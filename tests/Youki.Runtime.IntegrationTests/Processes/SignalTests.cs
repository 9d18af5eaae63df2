using System.Globalization;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Processes;

/// <summary>What a process inherits of signals.</summary>
public sealed class SignalTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Signals_are_neither_ignored_nor_blocked(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (_, output, _) = await node.RunAsync(TestNode.Config("/bin/grep", "-E", "^Sig(Ign|Blk)", "/proc/self/status"));

        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            ulong.Parse(line.Split('\t')[1], NumberStyles.HexNumber).Should().Be(0, "a pipeline such as 'yes | head' ends by SIGPIPE: {0}", line);
        }
    }
}
