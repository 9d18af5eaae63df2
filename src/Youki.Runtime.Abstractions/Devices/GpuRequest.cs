namespace Youki.Runtime;

/// <summary>Graphics processors for a container: one of <see cref="Count"/> and <see cref="Names"/>.</summary>
public sealed record GpuRequest
{
    /// <summary>How many, the first ones of the class; -1: all.</summary>
    public int? Count { get; init; }

    /// <summary>Their names in CDI, such as <c>0</c> or <c>GPU-8932f937</c>.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>The CDI class that they are of. Null: <c>nvidia.com/gpu</c>.</summary>
    public string? Kind { get; init; }
}
