namespace Youki.Runtime;

/// <summary>
/// Changes of a container's capabilities. Names are those of capabilities(7) in any case, with or without <c>CAP_</c>, or <c>ALL</c>. What is given by default is clamped to
/// what the host process has; what is asked for by name and cannot be had is refused.
/// </summary>
public sealed record CapabilityConfig
{
    /// <summary>What it has beside the default ones. <c>ALL</c>: all that the host process has.</summary>
    public IReadOnlyList<string>? Add { get; init; }

    /// <summary>What it has not. <c>ALL</c>: none but those that <see cref="Add"/> names. Nothing may be in both.</summary>
    public IReadOnlyList<string>? Drop { get; init; }

    /// <summary>
    /// What a process of a user other than root has and keeps through execve(2), without a set-user-id program. <c>ALL</c>: all that the container has. Each needs to be one
    /// that the container has. Null: none.
    /// </summary>
    public IReadOnlyList<string>? Ambient { get; init; }
}
