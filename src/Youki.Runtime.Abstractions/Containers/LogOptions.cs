namespace Youki.Runtime;

/// <summary>Which part of a container's output is read.</summary>
public sealed record LogOptions
{
    /// <summary>Goes on as output comes, and ends when the container has ended and all is read.</summary>
    public bool Follow { get; init; }
}
