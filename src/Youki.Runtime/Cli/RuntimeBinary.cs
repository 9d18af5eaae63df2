namespace Youki.Runtime.Cli;

/// <summary>A runtime binary that was found and asked for its version.</summary>
internal sealed record RuntimeBinary
{
    public required RuntimeDialect Dialect { get; init; }

    /// <summary>Absolute.</summary>
    public required string Path { get; init; }

    /// <summary>As it was printed, such as <c>1.1.5+ds1</c>.</summary>
    public required string Version { get; init; }
}
