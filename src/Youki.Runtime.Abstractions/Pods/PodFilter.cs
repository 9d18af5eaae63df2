namespace Youki.Runtime;

/// <summary>Which pods a list is to have; all that is said must be true of them.</summary>
public sealed record PodFilter
{
    /// <summary>The name. Null: any.</summary>
    public string? Name { get; init; }

    /// <summary>The states. Null: any.</summary>
    public IReadOnlyCollection<PodState>? States { get; init; }

    /// <summary>Labels; a null value means any. Null: any labels.</summary>
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }
}
