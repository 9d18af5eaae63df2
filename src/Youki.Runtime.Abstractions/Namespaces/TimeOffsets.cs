namespace Youki.Runtime;

/// <summary>How far clocks of a container are ahead of the host's, or behind with a negative number. They need a time namespace of its own. Source: time_namespaces(7).</summary>
public sealed record TimeOffsets
{
    /// <summary><c>CLOCK_MONOTONIC</c>. Null: as the host's.</summary>
    public TimeSpan? Monotonic { get; init; }

    /// <summary><c>CLOCK_BOOTTIME</c>, which <c>/proc/uptime</c> shows. Null: as the host's.</summary>
    public TimeSpan? Boottime { get; init; }
}
