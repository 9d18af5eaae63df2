namespace Youki.Runtime.Cli;

/// <summary>The keys of a runtime's JSON log, one object per line.</summary>
internal sealed record LogShape
{
    public required string LevelKey { get; init; }

    public required string MessageKey { get; init; }

    /// <summary>The key that tells which part of the program speaks. Null: it is not told.</summary>
    public string? TargetKey { get; init; }

    /// <summary>The target whose last error is the command's; what others log before is detail. Null: any.</summary>
    public string? OwnTarget { get; init; }

    /// <summary>The key of what caused the error. Null: there is none.</summary>
    public string? DetailKey { get; init; }

    /// <summary>The key of the state that the container was in. Null: there is none.</summary>
    public string? StatusKey { get; init; }
}
