namespace Youki.Runtime;

/// <summary>Allows the use of devices. Source: Linux, admin-guide/cgroup-v1/devices.</summary>
public sealed record DeviceRule
{
    /// <summary>The kind of devices. Null: both; then it is about every device there is.</summary>
    public DeviceType? Type { get; init; }

    /// <summary>Their major number. Null: any.</summary>
    public int? Major { get; init; }

    /// <summary>Their minor number. Null: any.</summary>
    public int? Minor { get; init; }

    /// <summary>What may be done: any of <c>r</c> (read), <c>w</c> (write), <c>m</c> (make nodes). Null: all of them.</summary>
    public string? Access { get; init; }
}
