using System.Globalization;

namespace Youki.Runtime.Tool.Output;

/// <summary>Writes a container's output, byte by byte as the process wrote it, to two streams.</summary>
internal sealed class LogCopy(Stream output, Stream error)
{
    private const int BufferSize = 1 << 16;
    private const string StampFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z '";
    private static readonly byte[] NewLine = [(byte)'\n'];

    // For each stream, whether what comes next goes on with a line.
    private readonly bool[] _inLine = new bool[2];

    /// <summary>Entries before this are left out.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Writes before each line when it was written, in UTC.</summary>
    public bool Timestamps { get; init; }

    /// <summary>Ends where nobody reads the output any more. Otherwise the rest is dropped.</summary>
    public bool EndWhenBroken { get; init; }

    /// <summary>It has ended so.</summary>
    public bool IsBroken { get; private set; }

    public async Task CopyAsync(IAsyncEnumerable<LogEntry> entries, CancellationToken cancellationToken)
    {
        var bufferedOutput = new LogSink(output, BufferSize);
        var bufferedError = new LogSink(error, BufferSize);
        var last = bufferedOutput;
        await using var reader = entries.GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(reader, last))
        {
            var entry = reader.Current;
            if (entry.Timestamp < Since)
            {
                continue;
            }

            var sink = entry.Stream == OutputSource.Stdout ? bufferedOutput : bufferedError;
            if (sink != last)
            {
                last.Flush();
            }

            last = sink;
            WriteStamp(entry, sink);
            sink.Write(entry.Content.Span);
            sink.Write(entry.Partial ? [] : NewLine);
            if (EndWhenBroken && sink.IsBroken)
            {
                IsBroken = true;
                return;
            }
        }

        last.Flush();
    }

    private void WriteStamp(LogEntry entry, LogSink sink)
    {
        ref var inLine = ref _inLine[(int)entry.Stream];
        if (Timestamps && !inLine)
        {
            Span<byte> stamp = stackalloc byte[64];
            _ = entry.Timestamp.UtcDateTime.TryFormat(stamp, out var length, StampFormat, CultureInfo.InvariantCulture);
            sink.Write(stamp[..length]);
        }

        inLine = entry.Partial;
    }

    // What is there is shown before more is waited for.
    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<LogEntry> reader, LogSink last)
    {
        var next = reader.MoveNextAsync();
        if (!next.IsCompleted)
        {
            last.Flush();
        }

        return await next;
    }
}
