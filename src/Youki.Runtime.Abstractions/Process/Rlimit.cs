namespace Youki.Runtime;

/// <summary>A limit of each process. Source: getrlimit(2).</summary>
public sealed record Rlimit
{
    /// <summary>What is limited.</summary>
    public required RlimitKind Kind { get; init; }

    /// <summary>What the kernel enforces, in the unit of the kind; -1: no limit. A process may raise it up to <see cref="Hard"/>.</summary>
    public required long Soft { get; init; }

    /// <summary>The ceiling; -1: none. Above that of this process needs CAP_SYS_RESOURCE. Null: as <see cref="Soft"/>.</summary>
    public long? Hard { get; init; }
}
