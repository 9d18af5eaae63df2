namespace Youki.Runtime.Tool.Output;

/// <summary>Writes a container's output, byte by byte as the process wrote it, to two streams.</summary>
internal sealed class LogCopy(Stream output, Stream error)
{
    private const int BufferSize = 1 << 16;
    private static readonly byte[] NewLine = [(byte)'\n'];

    /// <summary>Entries before this are left out.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Ends where nobody reads the output any more. Otherwise the rest is dropped.</summary>
    public bool EndWhenBroken { get; init; }

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
            sink.Write(entry.Content.Span);
            sink.Write(entry.Partial ? [] : NewLine);
            if (EndWhenBroken && sink.IsBroken)
            {
                return;
            }
        }

        last.Flush();
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
