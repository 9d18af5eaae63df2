namespace Youki.Runtime;

/// <summary>What this host can do for containers.</summary>
public sealed record HostReport
{
    /// <summary>The library's version.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>The kernel's release.</summary>
    public required string KernelVersion { get; init; }

    /// <summary>How cgroups are mounted: <c>v2</c>, <c>hybrid</c> or <c>v1</c>; <c>none</c> where they are not.</summary>
    public required string CgroupMode { get; init; }

    /// <summary>The OCI runtime. Null: there is none that can be used; <see cref="Abilities"/> says why.</summary>
    public RuntimeIdentity? Runtime { get; init; }

    /// <summary>The monitor's version line. Null: it is missing.</summary>
    public string? MonitorVersion { get; init; }

    /// <summary>How the monitors are. Null: the directory of bundles is not there yet, or may not be read.</summary>
    public MonitorSummary? Monitors { get; init; }

    /// <summary>What was looked for.</summary>
    public required IReadOnlyList<HostAbility> Abilities { get; init; }

    /// <summary>The devices of the Container Device Interface. Null: an older version of this library made the report.</summary>
    public CdiInventory? Cdi { get; init; }
}
