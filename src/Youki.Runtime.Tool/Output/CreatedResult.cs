namespace Youki.Runtime.Tool.Output;

/// <summary>The container that was made.</summary>
internal sealed record CreatedResult
{
    public required string Id { get; init; }
}
