using System.Text;
using Youki.Runtime.Stats;

namespace Youki.Runtime.Tests.Stats;

public sealed class NetworkTextTests
{
    [Fact]
    public void Interfaces_are_read()
    {
        const string text = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                lo: 30480420913 1133866    0    0    0     0          0         0 30480420913 1133866    0    0    0     0       0          0
              eth0:1505766140   31949    1    2    0     0          0         0  1515466   18887    3    4    0     0       0          0
            """;

        var found = NetworkText.Parse(Encoding.ASCII.GetBytes(text));

        found.Select(network => network.Name).Should().Equal("lo", "eth0");
        found[1].Should().Be(new NetworkStats
        {
            Name = "eth0", ReceivedBytes = 1505766140, ReceivedPackets = 31949, ReceiveErrors = 1, ReceiveDrops = 2, SentBytes = 1515466, SentPackets = 18887, SendErrors = 3, SendDrops = 4,
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("eth0: 1 2 3\n")]
    [InlineData("eth0: 1 2 x 4 5 6 7 8 9 10 11 12 13 14 15 16\n")]
    public void Garbage_is_passed_over(string text) => NetworkText.Parse(Encoding.ASCII.GetBytes(text)).Should().BeEmpty();
}
