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
        // Of two ways to say one thing the last one counts.
        CpuCores = update.CpuCores ?? (update.CpuQuota is null ? old.CpuCores : null),
        CpuQuota = update.CpuQuota ?? (update.CpuCores is null ? old.CpuQuota : null),
        CpuPeriod = update.CpuPeriod ?? old.CpuPeriod,
        CpuBurst = update.CpuBurst ?? old.CpuBurst,
        CpuIdle = update.CpuIdle ?? old.CpuIdle,
        CpuShares = update.CpuShares ?? (update.CpuWeight is null ? old.CpuShares : null),
        CpuWeight = update.CpuWeight ?? (update.CpuShares is null ? old.CpuWeight : null),
        CpuSet = update.CpuSet ?? old.CpuSet,
        MemoryNodes = update.MemoryNodes ?? old.MemoryNodes,
        MemoryBytes = update.MemoryBytes ?? old.MemoryBytes,
        MemoryReservationBytes = update.MemoryReservationBytes ?? old.MemoryReservationBytes,
        MemorySwapBytes = update.MemorySwapBytes ?? old.MemorySwapBytes,
        MemoryHighBytes = update.MemoryHighBytes ?? old.MemoryHighBytes,
        OomGroup = update.OomGroup ?? old.OomGroup,
        PidsLimit = update.PidsLimit ?? old.PidsLimit,
        IoWeight = update.IoWeight ?? old.IoWeight,
        DeviceIo = update.DeviceIo is { } devices
            ? [.. (old.DeviceIo ?? []).Where(known => devices.All(device => device?.Device != known.Device)), .. devices]
            : old.DeviceIo,
        HugePages = Merge(old.HugePages, update.HugePages),
        Rdma = Merge(old.Rdma, update.Rdma),
        Unified = Merge(old.Unified, update.Unified),
    };

    private static IReadOnlyDictionary<string, T>? Merge<T>(IReadOnlyDictionary<string, T>? old, IReadOnlyDictionary<string, T>? update)
    {
        if (old is null || update is null)
        {
            return update ?? old;
        }

        var merged = old.ToDictionary();
        foreach (var (key, value) in update)
        {
            merged[key] = value;
        }

        return merged;
    }
}
