using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Docker's <c>--filter KEY=VALUE</c> for events: values of one key are alternatives, keys and labels must all match. Docker's names of events are understood too.</summary>
internal sealed class EventChoice
{
    private static readonly string[] Keys = ["type", "event", "container", "image", "label"];
    private static readonly string[] Types = ["container", "image"];

    private static readonly Dictionary<string, EventKind> DockerNames = new()
    {
        ["create"] = EventKind.Created,
        ["start"] = EventKind.Started,
        ["die"] = EventKind.Exited,
        ["pause"] = EventKind.Paused,
        ["unpause"] = EventKind.Resumed,
        ["update"] = EventKind.Updated,
        ["rename"] = EventKind.Renamed,
        ["exec_start"] = EventKind.ExecStarted,
        ["exec_die"] = EventKind.ExecExited,
        ["destroy"] = EventKind.Removed,
        ["pull"] = EventKind.ImagePulled,
        ["load"] = EventKind.ImageImported,
        ["push"] = EventKind.ImagePushed,
        ["tag"] = EventKind.ImageTagged,
        ["untag"] = EventKind.ImageRemoved,
        ["delete"] = EventKind.ImageRemoved,
        ["commit"] = EventKind.ImageCommitted,
    };

    private readonly ILookup<string, string> _values;

    private EventChoice(ILookup<string, string> values)
    {
        _values = values;
        var labels = new Dictionary<string, string?>();
        foreach (var parts in values["label"].Select(label => label.Split('=', 2)))
        {
            // With a value and without: it is there then. With two values no container could match.
            var (key, value) = (parts[0], parts.Length == 2 ? parts[1] : null);
            labels[key] = labels.GetValueOrDefault(key) is not { } other || value is null || value == other
                ? value ?? labels.GetValueOrDefault(key)
                : throw new UsageException($"the label '{key}' cannot be both '{other}' and '{value}'.");
        }

        Labels = labels.Count == 0 ? null : labels;
        Kinds = values.Contains("event") ? [.. values["event"].Select(KindOf)] : null;
    }

    /// <summary>What the library is asked for.</summary>
    public IReadOnlyCollection<EventKind>? Kinds { get; }

    public IReadOnlyDictionary<string, string?>? Labels { get; }

    /// <exception cref="UsageException">A filter is not known.</exception>
    public static EventChoice Parse(IReadOnlyList<string> filters) =>
        new(filters.Select(Split).ToLookup(filter => filter.Key, filter => filter.Value, StringComparer.Ordinal));

    /// <summary>Whether an event is one of those that only the tool can tell: a container that is gone has no name any more but in its events.</summary>
    public bool Matches(ContainerEvent found) => found.Kind == EventKind.Lost
        || (Any("type", type => type == TypeOf(found))
            && Any("image", image => found.Image == image)
            && Any("container", text => found.Name == text || (found.ContainerId is { } id && ContainerReference.IsShortFor(text, id))));

    public static string TypeOf(ContainerEvent found) => found.Kind == EventKind.Lost ? "journal" : found.ContainerId is null ? "image" : "container";

    private bool Any(string key, Func<string, bool> matches) => !_values.Contains(key) || _values[key].Any(matches);

    private static EventKind KindOf(string text) => DockerNames.TryGetValue(text, out var kind) || EventKind.TryParse(text, null, out kind)
        ? kind
        : throw new UsageException($"'{text}' is not a kind of event: give one such as started, exited or image-pulled.");

    private static KeyValuePair<string, string> Split(string filter)
    {
        var parts = filter.Split('=', 2);
        if (parts.Length < 2 || !Keys.Contains(parts[0]))
        {
            throw new UsageException($"'{filter}' is not a filter: give KEY=VALUE, KEY being one of {string.Join(", ", Keys)}.");
        }

        return parts[0] == "type" && !Types.Contains(parts[1])
            ? throw new UsageException($"'{parts[1]}' is not a type: give container or image.")
            : new(parts[0], parts[1]);
    }
}
