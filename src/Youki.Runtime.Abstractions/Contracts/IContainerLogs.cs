namespace Youki.Runtime;

/// <summary>Reads what containers wrote.</summary>
public interface IContainerLogs
{
    /// <summary>The container's output over all its runs, oldest first.</summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    IAsyncEnumerable<LogEntry> ReadLogsAsync(ContainerId containerId, LogOptions? options = null, CancellationToken cancellationToken = default);
}
