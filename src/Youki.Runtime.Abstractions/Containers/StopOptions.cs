namespace Youki.Runtime;

/// <summary>How a container is stopped.</summary>
public sealed record StopOptions
{
    /// <summary>How long to wait for the process before SIGKILL; zero kills at once. Null: the container's own, else <c>YoukiRuntimeOptions.StopTimeout</c>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The signal that asks the process to end. Null: the container's own, else SIGTERM.</summary>
    public Signal? Signal { get; init; }
}
