using System.Runtime.CompilerServices;
using Youki.Runtime.Native;

namespace Youki.Runtime.Events;

/// <summary>Reads the events of a node and of images as one stream, for a caller.</summary>
internal sealed class EventWatch(EventRecorder recorder, DirectoryWatcher watcher, TimeProvider time)
{
    /// <summary>How often a journal that was removed is looked for.</summary>
    private static readonly TimeSpan GonePause = TimeSpan.FromMilliseconds(500);

    /// <exception cref="FormatException">The cursor is not one of this library's.</exception>
    public IAsyncEnumerable<ContainerEvent> WatchAsync(EventQuery query, CancellationToken cancellationToken)
    {
        var (node, images) = (recorder.Of(query.NodeId), recorder.Images);
        CursorPlaces places;
        if (query.From is { } cursor)
        {
            places = CursorPlaces.Parse(cursor);
        }
        else if (query.Since is null && query.Follow)
        {
            places = new CursorPlaces(node.FindEnd(), images.FindEnd());
        }
        else
        {
            places = new CursorPlaces(null, null);
        }

        return ReadAsync(query, new JournalPair(node, images, places, query.NodeId), cancellationToken);
    }

    private async IAsyncEnumerable<ContainerEvent> ReadAsync(EventQuery query, JournalPair journals, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using (journals)
        {
            if (!query.Follow)
            {
                while (journals.TryRead() is { } found)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (EventFilter.Matches(query, found))
                    {
                        yield return found;
                    }
                }

                yield break;
            }

            var changes = journals.Watch(watcher);
            try
            {
                while (true)
                {
                    while (journals.TryRead() is { } found)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        if (EventFilter.Matches(query, found))
                        {
                            yield return found;
                        }
                    }

                    // The kernel does not tell of a removed directory while a file that was in it is open.
                    var gone = journals.AreGone;
                    if (!await WaitAsync(changes, gone ? GonePause : Timeout.InfiniteTimeSpan, query.Until, cancellationToken).ConfigureAwait(false))
                    {
                        yield break;
                    }

                    if (gone)
                    {
                        changes = WatchAgain(journals, changes);
                    }
                }
            }
            finally
            {
                changes.Dispose();
            }
        }
    }

    /// <summary>Watches what is in the place of a directory that was removed.</summary>
    private JournalChanges WatchAgain(JournalPair journals, JournalChanges former)
    {
        try
        {
            var changes = journals.Watch(watcher);
            former.Dispose();
            return changes;
        }
        catch (HostResourceException)
        {
            // It cannot be made, or is being removed at this moment: the next look tries again.
            return former;
        }
    }

    /// <summary>Waits until something was written, or for so long; false where the time that was asked for is over.</summary>
    private async Task<bool> WaitAsync(JournalChanges changes, TimeSpan limit, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var left = until - time.GetUtcNow() ?? Timeout.InfiniteTimeSpan;
        if (until is not null && left <= TimeSpan.Zero)
        {
            return false;
        }

        await changes.WaitAsync(limit == Timeout.InfiniteTimeSpan || (until is not null && left < limit) ? left : limit, time, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
