using System.Buffers.Text;
using System.Text;

namespace Youki.Runtime.Stats;

/// <summary>Reads the interfaces of a network namespace. Source: proc(5), /proc/pid/net/dev.</summary>
internal static class NetworkText
{
    private const int Received = 0;
    private const int Sent = 8;
    private const int Fields = 12;

    /// <summary>Each interface; lines that are no interface's are passed over.</summary>
    public static IReadOnlyList<NetworkStats> Parse(ReadOnlySpan<byte> text)
    {
        var found = new List<NetworkStats>();
        foreach (var range in text.Split((byte)'\n'))
        {
            if (ParseLine(text[range]) is { } network)
            {
                found.Add(network);
            }
        }

        return found;
    }

    // "  eth0: 1505766140 31949 0 0 0 0 0 0 1515466 18887 0 0 0 0 0 0": bytes, packets, errors, drops and four more, each way.
    private static NetworkStats? ParseLine(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        Span<ulong> values = stackalloc ulong[Fields];
        if (colon < 0 || !TryNumbers(line[(colon + 1)..], values))
        {
            return null;
        }

        return new NetworkStats
        {
            Name = Encoding.UTF8.GetString(line[..colon].Trim((byte)' ')),
            ReceivedBytes = values[Received],
            ReceivedPackets = values[Received + 1],
            ReceiveErrors = values[Received + 2],
            ReceiveDrops = values[Received + 3],
            SentBytes = values[Sent],
            SentPackets = values[Sent + 1],
            SendErrors = values[Sent + 2],
            SendDrops = values[Sent + 3],
        };
    }

    private static bool TryNumbers(ReadOnlySpan<byte> text, Span<ulong> values)
    {
        foreach (ref var value in values)
        {
            text = text.TrimStart((byte)' ');
            if (!Utf8Parser.TryParse(text, out value, out var length))
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
