namespace Youki.Runtime;

/// <summary>Whose disk I/O goes first, where the disk's scheduler minds it (bfq, mq-deadline). Source: ioprio_set(2).</summary>
public sealed record IoPriorityConfig
{
    /// <summary>The class.</summary>
    public required IoPriorityClass Class { get; init; }

    /// <summary>0 (first) to 7 (last) within the class. Null: 4; 0 of <see cref="IoPriorityClass.Idle"/>, which has no others.</summary>
    public int? Priority { get; init; }
}
