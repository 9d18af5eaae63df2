using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>Does one thing with several pods, one after the other; one's failure is not the others'.</summary>
internal static class PodBatch
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ToolSession session, IReadOnlyList<string> references, bool ignoreUnknown, Func<PodStatus, Task> work, CancellationToken cancellationToken)
    {
        var results = new List<BatchResult>();
        foreach (var reference in references.Distinct())
        {
            results.Add(await TryAsync(session, reference, ignoreUnknown, work, cancellationToken));
        }

        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, results, ToolJson.Default.IReadOnlyListBatchResult);
        }

        return results.Exists(result => result.Error is not null) ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static async Task<BatchResult> TryAsync(ToolSession session, string reference, bool ignoreUnknown, Func<PodStatus, Task> work, CancellationToken cancellationToken)
    {
        var result = new BatchResult { Reference = reference };
        try
        {
            var pod = ignoreUnknown ? await session.PodFinder.FindOrNullAsync(reference, cancellationToken) : await session.PodFinder.FindAsync(reference, cancellationToken);
            if (pod is not null)
            {
                await work(pod);
                if (!session.Settings.Json)
                {
                    session.Out.WriteLine(reference);
                }
            }

            return result with { Id = pod?.Id.Value };
        }
        catch (Exception exception) when (exception is YoukiException or ToolException or IOException or UnauthorizedAccessException)
        {
            session.Warn(ErrorLine.TextOf(exception));
            return result with { Error = ErrorLine.TextOf(exception) };
        }
    }
}
