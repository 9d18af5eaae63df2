namespace Youki.Runtime;

/// <summary>Huge pages of one size. Source: the kernel's admin-guide/cgroup-v2, "HugeTLB".</summary>
public sealed record HugePageStats
{
    /// <summary>The page size as the kernel writes it, such as <c>2MB</c>.</summary>
    public required string PageSize { get; init; }

    /// <summary>Bytes in use.</summary>
    public ulong? UsageBytes { get; init; }

    /// <summary>Bytes at most. Null: no limit.</summary>
    public ulong? LimitBytes { get; init; }

    /// <summary>How often one was refused because of the limit.</summary>
    public ulong? LimitHits { get; init; }
}
