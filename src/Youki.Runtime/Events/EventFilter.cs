namespace Youki.Runtime.Events;

/// <summary>Whether an event is one of those that were asked for.</summary>
internal static class EventFilter
{
    public static bool Matches(EventQuery query, ContainerEvent found) => found.Kind == EventKind.Lost
        || ((query.Since is not { } since || found.Time >= since)
            && (query.Until is not { } until || found.Time < until)
            && query.Kinds?.Contains(found.Kind) != false
            && (query.ContainerIds is null || (found.ContainerId is { } id && query.ContainerIds.Contains(id)))
            && (query.Labels is null || HasLabels(found, query.Labels)));

    private static bool HasLabels(ContainerEvent found, IReadOnlyDictionary<string, string?> wanted) =>
        wanted.All(label => found.Labels is { } labels && labels.TryGetValue(label.Key, out var value) && (label.Value ?? value) == value);
}
