namespace Youki.Runtime.Tool.Parsing;

/// <summary>Docker's <c>--filter KEY=VALUE</c>: values of one key are alternatives, keys and labels must all match.</summary>
internal sealed class ListFilter
{
    private static readonly string[] Keys = ["id", "name", "label", "status", "image", "workload"];

    private readonly ILookup<string, string> _values;

    private ListFilter(ILookup<string, string> values) => _values = values;

    /// <summary>Whether the caller chose states, so that the default choice does not apply.</summary>
    public bool ChoosesStates => _values.Contains("status");

    /// <exception cref="UsageException">A filter is not known.</exception>
    public static ListFilter Parse(IReadOnlyList<string> filters) =>
        new(filters.Select(Split).ToLookup(filter => filter.Key, filter => filter.Value, StringComparer.Ordinal));

    public bool Matches(ContainerStatus status) =>
        Any("id", id => Sessions.ContainerReference.IsShortFor(id, status.Id))
        && Any("name", name => status.Name?.Contains(name, StringComparison.Ordinal) == true)
        && Any("image", image => status.Image == image)
        && Any("workload", workload => status.WorkloadId?.Value == workload)
        && Any("status", state => status.State == StateOf(state))
        && _values["label"].All(label => HasLabel(status, label));

    private bool Any(string key, Func<string, bool> matches) => !_values.Contains(key) || _values[key].Any(matches);

    private static bool HasLabel(ContainerStatus status, string label)
    {
        var parts = label.Split('=', 2);
        return status.Labels is { } labels && labels.TryGetValue(parts[0], out var value) && (parts.Length == 1 || value == parts[1]);
    }

    private static KeyValuePair<string, string> Split(string filter)
    {
        var parts = filter.Split('=', 2);
        if (parts.Length < 2 || !Keys.Contains(parts[0]))
        {
            throw new UsageException($"'{filter}' is not a filter: give KEY=VALUE, KEY being one of {string.Join(", ", Keys)}.");
        }

        _ = parts[0] == "status" ? StateOf(parts[1]) : default;
        return new(parts[0], parts[1]);
    }

    private static ContainerState StateOf(string text) => text switch
    {
        "creating" => ContainerState.Creating,
        "created" => ContainerState.Created,
        "running" => ContainerState.Running,
        "paused" => ContainerState.Paused,
        "stopped" or "exited" => ContainerState.Stopped,
        "unknown" => ContainerState.Unknown,
        _ => throw new UsageException($"'{text}' is not a state: give creating, created, running, paused, exited or unknown."),
    };
}
