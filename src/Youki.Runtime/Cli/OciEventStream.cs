using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Youki.Runtime.Cli.Verbs;

namespace Youki.Runtime.Cli;

/// <summary>Reads the documents that <c>events</c> prints back to back, on one line each or on many.</summary>
internal sealed class OciEventStream(OciInvoker invoker, RuntimeDialect dialect)
{
    public async IAsyncEnumerable<OciEvent> ReadAsync(EventsVerb verb, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = RunAsync(verb, pipe.Writer, stop.Token);
        try
        {
            var documents = JsonSerializer.DeserializeAsyncEnumerable(pipe.Reader, OciJsonContext.Default.JsonElement, topLevelValues: true, cancellationToken);
            var enumerator = documents.GetAsyncEnumerator(cancellationToken);
            await using var disposal = enumerator.ConfigureAwait(false);
            while (await MoveNextAsync(enumerator).ConfigureAwait(false))
            {
                yield return OciEvent.Of(dialect.Events, enumerator.Current);
            }

            // The documents have ended because the runtime has: by itself, which is the end, or with a failure.
            await run.ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await pipe.Reader.CompleteAsync().ConfigureAwait(false);
            await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<JsonElement> documents)
    {
        try
        {
            return await documents.MoveNextAsync().ConfigureAwait(false);
        }
        catch (JsonException exception)
        {
            throw OciOutput.Unreadable("events", "(a stream)", exception);
        }
    }

    private async Task RunAsync(EventsVerb verb, PipeWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            var call = new OciCall { Output = writer.AsStream(leaveOpen: true), TimeLimit = Timeout.InfiniteTimeSpan };
            await invoker.RunAsync(verb, call, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await writer.CompleteAsync().ConfigureAwait(false);
        }
    }
}
