namespace Youki.Runtime.Tool.Stats;

/// <summary>What is shown of one container.</summary>
internal sealed record StatsRow
{
    /// <summary>The container.</summary>
    public required ContainerId Id { get; init; }

    /// <summary>Its name. Null: it has none.</summary>
    public string? Name { get; init; }

    /// <summary>Processor time as a percentage of one core. Null: there was no reading before this one.</summary>
    public double? CpuPercent { get; init; }

    /// <summary>The reading.</summary>
    public required ContainerStats Stats { get; init; }
}
