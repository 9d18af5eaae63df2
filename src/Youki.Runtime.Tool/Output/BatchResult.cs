namespace Youki.Runtime.Tool.Output;

/// <summary>What became of one container of a command that takes several.</summary>
internal sealed record BatchResult
{
    /// <summary>What the person typed.</summary>
    public required string Reference { get; init; }

    /// <summary>Its id. Null: there is none.</summary>
    public string? Id { get; init; }

    /// <summary>What went wrong. Null: nothing did.</summary>
    public string? Error { get; init; }
}
