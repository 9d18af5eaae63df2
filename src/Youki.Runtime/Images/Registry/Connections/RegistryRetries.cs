using Polly;
using Polly.Retry;

namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>Does again what may work a little later.</summary>
internal static class RegistryRetries
{
    /// <summary>A pipeline that tries again.</summary>
    /// <param name="limit">How often at most.</param>
    /// <param name="pace">How long the waits are.</param>
    /// <param name="time">Whose time it is.</param>
    /// <param name="retrying">Is told of a failure before the wait.</param>
    /// <param name="isWorthIt">Whether a failure is one that may pass.</param>
    public static ResiliencePipeline Create(int limit, RetryPace pace, TimeProvider time, Action<Exception, int> retrying, Func<Exception, bool> isWorthIt)
    {
        if (limit == 0)
        {
            return ResiliencePipeline.Empty;
        }

        var retry = new RetryStrategyOptions
        {
            MaxRetryAttempts = limit,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = pace.First,
            MaxDelay = pace.Longest,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } exception && isWorthIt(exception)),
            DelayGenerator = arguments => ValueTask.FromResult(WishOf(arguments.Outcome.Exception, pace)),
            OnRetry = arguments =>
            {
                retrying(arguments.Outcome.Exception!, arguments.AttemptNumber + 1);
                return default;
            },
        };
        return new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(retry).Build();
    }

    private static TimeSpan? WishOf(Exception? exception, RetryPace pace) =>
        exception is TransientAnswerException { RetryAfter: { } wish } ? (wish < pace.LongestWish ? wish : pace.LongestWish) : null;
}
