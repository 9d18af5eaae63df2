namespace Youki.Runtime.Tool.Output;

/// <summary>What became of the credentials of a registry.</summary>
internal sealed record LoginResult
{
    public required string Registry { get; init; }

    public string? UserName { get; init; }

    /// <summary>A file, or the name of a credential helper. Null: nowhere.</summary>
    public string? StoredIn { get; init; }

    /// <summary>Whether there were any to forget. Null: that was not asked for.</summary>
    public bool? Removed { get; init; }
}
