namespace Youki.Runtime;

/// <summary>Which volumes are meant; all that is said must be true.</summary>
public sealed record VolumeFilter
{
    /// <summary>Labels that it has; an empty value stands for any. Null: any.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Whether no container uses it. Null: either.</summary>
    public bool? Dangling { get; init; }

    /// <summary>Its driver. Null: any.</summary>
    public string? Driver { get; init; }
}
