namespace Youki.Runtime;

/// <summary>Watches containers.</summary>
public interface IContainerMonitor
{
    /// <summary>
    /// Reads what has happened to the containers of a node, and to images: from the journals on disk, whichever process wrote it. The place where it begins is
    /// fixed by the call, not by the first look at the result. A reader that comes back with the cursor of the last event it has dealt with misses nothing;
    /// where the journal no longer has all of that, or its disk was full, an event of kind <see cref="EventKind.Lost"/> stands in the gap.
    /// </summary>
    /// <exception cref="FormatException">The cursor is not one of this library's.</exception>
    IAsyncEnumerable<ContainerEvent> WatchEventsAsync(EventQuery query, CancellationToken cancellationToken = default);
}
