using System.Globalization;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Resources;

/// <summary>What a configuration's requests and limits mean for the cgroup.</summary>
internal static class ResourcePlan
{
    private const long BytesPerMebibyte = 1_048_576;
    private const string WeightFile = "cpu.weight";
    private const string HighFile = "memory.high";
    private const string OomGroupFile = "memory.oom.group";

    /// <summary>The resources of a configuration; -1 where it says that there is no limit. Null: it says nothing.</summary>
    public static LinuxResources? Of(ContainerConfig config, bool isV2)
    {
        var (requests, limits) = (config.ResourceRequests, config.Limits);
        var resources = new LinuxResources
        {
            Cpu = CpuPlan.Of(requests?.CpuCores, limits, isV2),
            Memory = MemoryOf(limits?.MemoryBytes ?? requests?.MemoryMb * BytesPerMebibyte, limits),
            Pids = limits?.PidsLimit is { } pids ? new LinuxPids { Limit = pids } : null,
            BlockIo = BlockIoOf(limits),
            HugepageLimits = HugePagesOf(limits?.HugePages),
            Rdma = RdmaOf(limits?.Rdma),
            Unified = UnifiedOf(limits, isV2),
        };
        return resources == new LinuxResources() ? null : resources;
    }

    /// <summary>Only those that an update is about, of the configuration that it has changed.</summary>
    public static LinuxResources Only(ContainerConfig changed, ResourceLimits update, bool isV2)
    {
        var (resources, limits) = (Of(changed, isV2) ?? new LinuxResources(), changed.Limits ?? update);
        var memory = update.MemoryBytes is not null || update.MemorySwapBytes is not null;
        var bounds = new LinuxMemory
        {
            Limit = memory ? resources.Memory?.Limit : null,
            Swap = memory ? resources.Memory?.Swap : null,
            Reservation = update.MemoryReservationBytes,
        };
        return new LinuxResources
        {
            Cpu = CpuPlan.Only(resources.Cpu, update),
            Memory = bounds == new LinuxMemory() ? null : bounds,
            Pids = update.PidsLimit is null ? null : resources.Pids,
            BlockIo = BlockIoOf(update),
            HugepageLimits = HugePagesOf(update.HugePages),
            Rdma = RdmaOf(update.Rdma),
            
            // Whatever was idle has lost its weight.
            Unified = UnifiedOf(update with { CpuWeight = update.CpuIdle == false ? limits.CpuWeight : update.CpuWeight }, isV2),
        };
    }

    /// <summary>Without another word, memory and swap together are bound to the same number, which leaves no swap.</summary>
    private static LinuxMemory? MemoryOf(long? limit, ResourceLimits? limits)
    {
        var memory = new LinuxMemory { Limit = limit, Swap = limits?.MemorySwapBytes ?? limit, Reservation = limits?.MemoryReservationBytes };
        return memory == new LinuxMemory() ? null : memory;
    }

    private static LinuxBlockIo? BlockIoOf(ResourceLimits? limits)
    {
        var io = limits?.DeviceIo is { Count: > 0 } devices ? DeviceLimits.Of(devices) : new LinuxBlockIo();
        io = io with { Weight = limits?.IoWeight };
        return io == new LinuxBlockIo() ? null : io;
    }

    private static List<LinuxHugepageLimit>? HugePagesOf(IReadOnlyDictionary<string, long>? sizes) => sizes is not { Count: > 0 } ? null :
        [.. sizes.Select(size => new LinuxHugepageLimit { PageSize = size.Key, Limit = size.Value < 0 ? ulong.MaxValue : (ulong)size.Value })];

    private static Dictionary<string, LinuxRdma>? RdmaOf(IReadOnlyDictionary<string, RdmaLimit>? devices) => devices is not { Count: > 0 } ? null :
        devices.ToDictionary(device => device.Key, device => new LinuxRdma { HcaHandles = device.Value.Handles, HcaObjects = device.Value.Objects });

    // The specification has no members for these.
    private static Dictionary<string, string>? UnifiedOf(ResourceLimits? limits, bool isV2)
    {
        var files = (limits?.Unified ?? new Dictionary<string, string>()).ToDictionary();
        if (limits?.MemoryHighBytes is { } high)
        {
            files[HighFile] = high < 0 ? "max" : high.ToString(CultureInfo.InvariantCulture);
        }

        if (isV2 && limits is { CpuWeight: { } weight, CpuIdle: not true })
        {
            files[WeightFile] = weight.ToString(CultureInfo.InvariantCulture);
        }

        if (limits?.OomGroup is { } group)
        {
            files[OomGroupFile] = group ? "1" : "0";
        }

        return files.Count == 0 ? null : files;
    }
}
