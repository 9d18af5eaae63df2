namespace Youki.Runtime.Lifecycle;

/// <summary>What a container reserves of its node. Null: it says nothing of it.</summary>
internal readonly record struct NodeReservation(double? CpuCores, long? MemoryBytes, long? DiskBytes)
{
    private const long Mebibyte = 1_048_576;
    private const double DefaultPeriod = 100_000;

    /// <summary>Its requests; where there is none its limit, as an orchestrator counts it.</summary>
    public static NodeReservation Of(ContainerConfig config) => new(
        config.ResourceRequests?.CpuCores ?? CoresOf(config.Limits),
        config.ResourceRequests?.MemoryMb * Mebibyte ?? (config.Limits?.MemoryBytes is > 0 and var bytes ? bytes : null),
        config.ResourceRequests?.DiskMb * Mebibyte);

    private static double? CoresOf(ResourceLimits? limits) => limits switch
    {
        { CpuCores: > 0 and var cores } => cores,
        { CpuQuota: > 0 and var quota } => quota / (limits.CpuPeriod ?? DefaultPeriod),
        _ => null,
    };
}
