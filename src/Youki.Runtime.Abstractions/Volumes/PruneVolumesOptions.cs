namespace Youki.Runtime;

/// <summary>Which of the volumes that no container uses are removed.</summary>
public sealed record PruneVolumesOptions
{
    /// <summary>Takes those with a name of their own too. The default is false.</summary>
    public bool All { get; init; }

    /// <summary>Takes only those with these labels; an empty value stands for any. Null: with any.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
