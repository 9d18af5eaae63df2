namespace Youki.Runtime.Tool.Output;

/// <summary>A piece of a container's output as JSON.</summary>
internal sealed record LogLine
{
    public required DateTimeOffset Time { get; init; }

    public required OutputSource Stream { get; init; }

    /// <summary>The text without its newline. Null: it is not UTF-8.</summary>
    public string? Text { get; init; }

    /// <summary>The bytes. Null: <see cref="Text"/> has them.</summary>
    public string? Base64 { get; init; }

    /// <summary>True where the line goes on in the stream's next piece.</summary>
    public bool Partial { get; init; }
}
