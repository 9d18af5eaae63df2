using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>Does one thing with several containers: all at once, told in the order in which they were named, and one's failure is not the others'.</summary>
internal sealed class ContainerBatch(ToolSession session)
{
    /// <summary>An unknown container is no failure.</summary>
    public bool IgnoreUnknown { get; init; }

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> references, Func<ContainerStatus, Task> work)
    {
        var tasks = references.Distinct().Select(reference => TryAsync(reference, work)).ToList();
        var results = new List<BatchResult>();
        foreach (var task in tasks)
        {
            var result = await task;
            results.Add(result);
            Tell(result);
        }

        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, results, ToolJson.Default.IReadOnlyListBatchResult);
        }

        return results.Exists(result => result.Error is not null) ? ExitCodes.Failure : ExitCodes.Success;
    }

    private async Task<BatchResult> TryAsync(string reference, Func<ContainerStatus, Task> work)
    {
        var cancellationToken = session.Signals.Cancelled;
        var result = new BatchResult { Reference = reference };
        try
        {
            var status = IgnoreUnknown
                ? await session.Finder.FindOrNullAsync(reference, cancellationToken)
                : await session.Finder.FindAsync(reference, cancellationToken);
            result = result with { Id = status?.Id.Value };
            await (status is null ? Task.CompletedTask : work(status));
            return result;
        }
        catch (Exception exception) when (exception is YoukiException or ToolException or IOException or UnauthorizedAccessException)
        {
            return result with { Error = ErrorLine.TextOf(exception) };
        }
    }

    private void Tell(BatchResult result)
    {
        if (result.Error is { } error)
        {
            session.Warn(error);
        }
        else if (result.Id is not null && !session.Settings.Json)
        {
            session.Out.WriteLine(result.Reference);
        }
    }
}
