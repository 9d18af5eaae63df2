namespace Youki.Runtime;

/// <summary>Which events are read. Every member that is given must match; events of kind <see cref="EventKind.Lost"/> always do.</summary>
public sealed record EventQuery
{
    /// <summary>The node whose containers are meant. Events of images come with every node's.</summary>
    public required NodeId NodeId { get; init; }

    /// <summary>Begin right behind this place. Null: at <see cref="Since"/>; where that is null too, with what happens after the call if <see cref="Follow"/> is true, else with the oldest that is kept.</summary>
    public EventCursor? From { get; init; }

    /// <summary>Only what happened at this time or later. Null: any time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only what happened before this time; following ends when the clock has reached it. Null: any time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The kinds. Null: all.</summary>
    public IReadOnlyCollection<EventKind>? Kinds { get; init; }

    /// <summary>The containers; then there are no events of images. Null: all.</summary>
    public IReadOnlyCollection<ContainerId>? ContainerIds { get; init; }

    /// <summary>Labels that the container must have; a null value matches any value. Then there are no events of images. Null: any.</summary>
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }

    /// <summary>Whether to go on with what happens later, until the token is cancelled.</summary>
    public bool Follow { get; init; }
}
