namespace Youki.Runtime.Tool.Output;

/// <summary>Where a container stands, in docker's words.</summary>
internal static class StatusText
{
    public static string Of(ContainerStatus status, DateTimeOffset now) => status.State switch
    {
        ContainerState.Creating => "Creating",
        ContainerState.Created => "Created",
        ContainerState.Running => Up(status, now),
        ContainerState.Paused => $"{Up(status, now)} (Paused)",
        ContainerState.Stopped => Exited(status, now),
        _ => status.ErrorMessage is { } message ? $"Unknown: {message}" : "Unknown",
    };

    private static string Up(ContainerStatus status, DateTimeOffset now) => status.StartedAt is { } started ? $"Up {HumanTime.Of(now - started)}" : "Up";

    private static string Exited(ContainerStatus status, DateTimeOffset now)
    {
        var code = status.ExitCode is { } known ? $"{known}" : "unknown";
        var reason = status.Reason == ExitReason.OomKilled ? ", out of memory" : string.Empty;
        var when = status.FinishedAt is { } finished ? $" {HumanTime.Of(now - finished)} ago" : string.Empty;
        return $"Exited ({code}{reason}){when}";
    }
}
