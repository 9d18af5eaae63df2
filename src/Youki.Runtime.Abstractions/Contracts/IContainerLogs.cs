namespace Youki.Runtime;

/// <summary>Reads what containers wrote.</summary>
public interface IContainerLogs
{
    /// <summary>The container's output over all its runs, oldest first. Any number of readers may read at once; none holds up the container.</summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="FeatureNotSupportedException">The container has no monitor, so its output has neither times nor streams, and one of them is asked for.</exception>
    /// <exception cref="HostResourceException">The log cannot be read, or something else is in its place.</exception>
    IAsyncEnumerable<LogEntry> ReadLogsAsync(ContainerId containerId, LogOptions? options = null, CancellationToken cancellationToken = default);
}
