using Youki.Runtime.Bundles;
using Youki.Runtime.Events;
using Youki.Runtime.Native;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Lifecycle;

/// <summary>
/// Finds what happened to containers while nobody looked, and writes it down with the time at which it happened, in that order. What was written is marked in
/// the run's directory, so nothing is written twice.
/// </summary>
internal sealed class MissedEvents(LifecycleServices services)
{
    /// <summary>Looks at all containers of a node.</summary>
    public async Task TellAsync(NodeId node, CancellationToken cancellationToken)
    {
        var missed = new List<Missed>();
        foreach (var (_, container, _) in services.Store.ReadAll())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (container is { Phase: ContainerPhase.Ready } && container.NodeId == node)
            {
                await FindAsync(container, missed, cancellationToken).ConfigureAwait(false);
            }
        }

        Tell(node, missed);
    }

    private async Task FindAsync(ContainerRecord container, List<Missed> missed, CancellationToken cancellationToken)
    {
        try
        {
            var layout = services.Store.Layout(container.Id).Run(container.Run);
            if (new EventMark(layout.ToldFile, EventKind.Exited).IsThere())
            {
                return;
            }

            var observed = await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
            if (container.Run == 1 && !new EventMark(layout.ToldFile, EventKind.Created).IsThere())
            {
                missed.Add(new(container.CreatedAt, container, EventKind.Created, null));
            }

            if (observed.Run?.StartedAt is { } started && !new EventMark(layout.ToldFile, EventKind.Started).IsThere())
            {
                missed.Add(new(started, container, EventKind.Started, null));
            }

            if (observed is { Exit: { } exit, Run.StartRequestedAt: not null })
            {
                missed.Add(new(exit.FinishedAt ?? services.Time.GetUtcNow(), container, EventKind.Exited, observed));
            }
            else if (FileMetadata.TryOf(layout.OomFile) is { } oom)
            {
                missed.Add(new(oom.Changed.ToDateTimeOffset(), container, EventKind.Oom, null));
            }
        }
        catch (Exception exception) when (exception is YoukiException or IOException or UnauthorizedAccessException)
        {
            // It was removed meanwhile, or its files cannot be read, which its status says.
            services.Log.NotLookedAt(container.Id, exception);
        }
    }

    private void Tell(NodeId node, List<Missed> missed)
    {
        // After a power cut the marks of the last moments may be gone while the journal is there.
        var before = missed.Any(each => each.Observed?.Run is { } run && run.BootId != BootId.Current) ? ReadExits(node) : [];
        foreach (var each in missed.OrderBy(each => each.Time))
        {
            if (each.Observed is { Exit: { } exit } observed)
            {
                _ = before.Contains((each.Container.Id, exit.Run)) || services.Events.RecordExit(each.Container, observed.Run, exit);
            }
            else
            {
                services.Events.RecordOnce(each.Container, each.Kind, new EventDetail { Time = each.Time });
            }
        }
    }

    private HashSet<(ContainerId Id, int Run)> ReadExits(NodeId node)
    {
        var found = new HashSet<(ContainerId, int)>();
        using var reader = services.Events.Of(node).Read(null);
        while (reader.TryRead() is { } item)
        {
            if (item.Event is { Container: { } id, Run: { } run } told && told.Kind == EventKind.Exited)
            {
                found.Add((id, run));
            }
        }

        return found;
    }

    private sealed record Missed(DateTimeOffset Time, ContainerRecord Container, EventKind Kind, RunObservation? Observed);
}
