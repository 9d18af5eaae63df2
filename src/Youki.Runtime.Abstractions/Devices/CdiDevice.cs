namespace Youki.Runtime;

/// <summary>A device of the Container Device Interface.</summary>
public sealed record CdiDevice
{
    /// <summary>Its full name, such as <c>nvidia.com/gpu=0</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The files that describe it. More than one: they contradict each other, and it cannot be used.</summary>
    public required IReadOnlyList<string> Files { get; init; }
}
