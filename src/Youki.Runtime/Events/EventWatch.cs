using System.Runtime.CompilerServices;
using Youki.Runtime.Native;

namespace Youki.Runtime.Events;

/// <summary>Reads the events of a node and of images as one stream, for a caller.</summary>
internal sealed class EventWatch(EventRecorder recorder, DirectoryWatcher watcher, TimeProvider time)
{
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

                    if (!await WaitAsync(changes, query.Until, cancellationToken).ConfigureAwait(false))
                    {
                        yield break;
                    }

                    // A directory that was removed is watched no longer, and there may be another in its place.
                    var former = changes;
                    changes = journals.Watch(watcher);
                    former.Dispose();
                }
            }
            finally
            {
                changes.Dispose();
            }
        }
    }

    /// <summary>Waits until something was written; false where the time that was asked for is over.</summary>
    private async Task<bool> WaitAsync(JournalChanges changes, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        if (until is not { } end)
        {
            await changes.WaitAsync(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
            return true;
        }

        var left = end - time.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            await changes.WaitAsync(left, time, cancellationToken).ConfigureAwait(false);
        }

        return left > TimeSpan.Zero;
    }
}
