using System.Runtime.ExceptionServices;
using Youki.Runtime.Images.Layers.Pipeline;
using Youki.Runtime.Images.Tar;

namespace Youki.Runtime.Copying;

/// <summary>Writes a tar and makes its files at the same time, with a bounded number of buffers in between.</summary>
internal static class CopyStages
{
    private const int BufferSize = 128 * 1024;
    private const int Buffers = 8;

    // Long names and PAX records come before an entry, in headers of their own.
    private const int HeadersPerEntry = 4;

    /// <param name="write">Writes the tar.</param>
    /// <param name="extractor">Makes its files.</param>
    /// <param name="budget">How many.</param>
    /// <param name="cancellationToken">Ends both; what is not whole is removed.</param>
    public static async Task RunAsync(Func<Stream, CancellationToken, Task> write, CopyExtractor extractor, CopyBudget budget, CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var pool = new BufferPool(Buffers, BufferSize);
        using var queue = new BufferQueue();
        var stages = new StageGroup(cancellation);
        var token = cancellation.Token;
        stages.Start(async () =>
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            var sink = new QueueSink(pool, queue);
            await using (sink.ConfigureAwait(false))
            {
                await write(sink, token).ConfigureAwait(false);
            }

            queue.Complete();
        });
        stages.Start(() =>
        {
            var input = new QueueTarInput(queue, token);
            extractor.Extract(new TarParser(input, (long)budget.MaxEntries * HeadersPerEntry), token);

            // Whoever writes the archive may pad it, and would take it for a failure were nobody to read that.
            input.Drain();
        });
        await stages.WaitAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (stages.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Reads a stranger's stream, which may heed no cancellation: then it is left alone with its buffer.</summary>
    public static async Task PumpAsync(Stream source, Stream sink, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        while (await source.ReadAsync(buffer, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            await sink.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }
    }
}
