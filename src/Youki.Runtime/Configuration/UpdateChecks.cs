namespace Youki.Runtime.Configuration;

/// <summary>Puts an update and a configuration together, and checks what comes of it.</summary>
internal static class UpdateChecks
{
    /// <summary>The configuration with the update.</summary>
    /// <exception cref="ContainerConfigException">It makes no sense; all errors are listed.</exception>
    public static ContainerConfig Apply(ContainerId id, ContainerConfig config, ResourceLimits limits)
    {
        // What is wrong in itself is told even where it is right beside the others.
        var merged = config with { Limits = Merge(config.Limits ?? new ResourceLimits(), limits) };
        var errors = LimitChecks.Of(merged).Concat(limits == new ResourceLimits() ? ["Limits: nothing is said, so there is nothing to change."] : []).ToList();
        return errors.Count == 0 ? merged : throw new ContainerConfigException(errors) { ContainerId = id };
    }

    private static ResourceLimits Merge(ResourceLimits old, ResourceLimits update) => new()
    {
        CpuCores = update.CpuCores ?? old.CpuCores,
        CpuShares = update.CpuShares ?? old.CpuShares,
        CpuSet = update.CpuSet ?? old.CpuSet,
        MemoryBytes = update.MemoryBytes ?? old.MemoryBytes,
        MemoryReservationBytes = update.MemoryReservationBytes ?? old.MemoryReservationBytes,
        MemorySwapBytes = update.MemorySwapBytes ?? old.MemorySwapBytes,
        PidsLimit = update.PidsLimit ?? old.PidsLimit,
        DeviceIo = update.DeviceIo is { } devices
            ? [.. (old.DeviceIo ?? []).Where(known => devices.All(device => device?.Device != known.Device)), .. devices]
            : old.DeviceIo,
    };
}
