namespace Youki.Runtime.Lifecycle.Pods;

/// <summary>Tells whether a pod is one that a caller asked for.</summary>
internal static class PodFilters
{
    public static bool Matches(this PodFilter filter, PodStatus status) =>
        (filter.Name is null || filter.Name == status.Name)
        && (filter.States is null || filter.States.Contains(status.State))
        && (filter.Labels?.All(wanted => status.Labels is { } labels && labels.TryGetValue(wanted.Key, out var value) && (wanted.Value ?? value) == value) ?? true);
}
