namespace Youki.Runtime;

/// <summary>Watches what containers use and do.</summary>
public interface IContainerMonitor
{
    /// <summary>What a container uses at this moment. It is read from the kernel's files; no program is started.</summary>
    /// <param name="containerId">The container.</param>
    /// <param name="options">What is read. Null: what costs next to nothing.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerStatusException">It is neither running nor paused.</exception>
    Task<ContainerStats> GetContainerStatsAsync(ContainerId containerId, StatsOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// What a container uses, again and again: at once, and then at each interval, until its run ends. The kernel's files are kept open, so that a reading costs a
    /// fraction of a millisecond. For rates see <see cref="ContainerStats.CpuPercentSince"/>.
    /// </summary>
    /// <param name="containerId">The container.</param>
    /// <param name="interval">The time between two readings, from 10 milliseconds to a day. A reader that is late misses readings and gets no old ones.</param>
    /// <param name="options">What is read. Null: what costs next to nothing.</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerStatusException">It is neither running nor paused.</exception>
    IAsyncEnumerable<ContainerStats> WatchContainerStatsAsync(ContainerId containerId, TimeSpan interval, StatsOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The processes that a container has at this moment, those of execs too, by their numbers.</summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerStatusException">It has no process.</exception>
    Task<IReadOnlyList<ContainerProcess>> ListContainerProcessesAsync(ContainerId containerId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads what has happened to the containers of a node, and to images: from the journals on disk, whichever process wrote it. The place where it begins is
    /// fixed by the call, not by the first look at the result. A reader that comes back with the cursor of the last event it has dealt with misses nothing;
    /// where the journal no longer has all of that, or its disk was full, an event of kind <see cref="EventKind.Lost"/> stands in the gap.
    /// </summary>
    /// <exception cref="FormatException">The cursor is not one of this library's.</exception>
    IAsyncEnumerable<ContainerEvent> WatchEventsAsync(EventQuery query, CancellationToken cancellationToken = default);
}
