namespace Youki.Runtime;

/// <summary>One thing that a host can or cannot do.</summary>
public sealed record HostAbility
{
    /// <summary>A short name, such as <c>monitor</c> or <c>overlay</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is there.</summary>
    public required bool Available { get; init; }

    /// <summary>What was seen.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do about it. Null: nothing is missing.</summary>
    public string? Fix { get; init; }
}
