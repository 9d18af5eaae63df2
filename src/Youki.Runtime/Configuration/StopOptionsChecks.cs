namespace Youki.Runtime.Configuration;

/// <summary>Checks how a container is to be stopped.</summary>
internal static class StopOptionsChecks
{
    /// <exception cref="ArgumentOutOfRangeException">A member makes no sense.</exception>
    public static void Check(StopOptions options)
    {
        if (options.Timeout is { } timeout && (timeout < TimeSpan.Zero || timeout > ProcessChecks.MaxStopTimeout))
        {
            throw new ArgumentOutOfRangeException(nameof(options), timeout, $"{nameof(options.Timeout)} must be from zero to {ProcessChecks.MaxStopTimeout.TotalHours:0} hours.");
        }

        if (options.Signal == default(Signal))
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"{nameof(options.Signal)}: default is no signal; use Signal.Term or Signal.Parse, or null for the container's own.");
        }
    }
}
