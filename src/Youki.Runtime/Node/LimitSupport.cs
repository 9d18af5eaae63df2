using Youki.Runtime.Cgroups;

namespace Youki.Runtime.Node;

/// <summary>Refuses, before anything is made, limits that this host's kernel cannot hold, and those that are above what it has.</summary>
internal sealed class LimitSupport(CgroupTree cgroups)
{
    private const double Mebibyte = 1_048_576;
    private const string HugePageDirectory = "/sys/kernel/mm/hugepages";
    private const string RdmaDirectory = "/sys/class/infiniband";

    /// <exception cref="FeatureNotSupportedException">A limit cannot be had here; the message says why.</exception>
    /// <exception cref="HostResourceException">It names processors, memory nodes or a device that are not there.</exception>
    /// <exception cref="NodeCapacityException">It is above what the host has.</exception>
    public void Check(ContainerId id, ContainerConfig config)
    {
        if (config.Limits is { } limits)
        {
            CheckFeatures(id, limits);
            CheckSet(id, "CpuSet", limits.CpuSet, NodeHardware.Processors, "processors");
            CheckSet(id, "MemoryNodes", limits.MemoryNodes, NodeHardware.MemoryNodes, "memory nodes");
        }

        CheckSizes(id, config);
    }

    /// <summary>As <see cref="Check"/>, without numbers: of those, an update lets the kernel judge.</summary>
    public void CheckFeatures(ContainerId id, ResourceLimits limits)
    {
        if (Refusals(limits).FirstOrDefault() is { Member: { } member } refusal)
        {
            throw new FeatureNotSupportedException($"ContainerConfig.Limits.{member}", refusal.Reason) { ContainerId = id };
        }
    }

    private IEnumerable<(string? Member, string Reason)> Refusals(ResourceLimits limits)
    {
        const string OnlyV2 = "only cgroup v2 has it, and this host's memory controller is on v1. Boot with cgroup v2, or leave it out.";
        var isV2 = cgroups.Mode == CgroupMode.V2;
        return
        [
            .. Unless(limits.MemoryHighBytes is null || isV2, nameof(limits.MemoryHighBytes), OnlyV2),
            .. Unless(limits.OomGroup is null || isV2, nameof(limits.OomGroup), OnlyV2),
            .. Unless(limits.Unified is not { Count: > 0 } || isV2, nameof(limits.Unified), "only cgroup v2 has such files. Use the other members of Limits."),
            .. (limits.Unified ?? new Dictionary<string, string>()).Keys.Where(_ => isV2).SelectMany(file =>
                Unless(cgroups.HasFile(file.Split('.')[0], file), nameof(limits.Unified), $"this kernel's cgroups have no file '{file}'. See /sys/fs/cgroup/cgroup.controllers.")),
            .. Unless(limits.CpuBurst is null || cgroups.HasFile("cpu", isV2 ? "cpu.max.burst" : "cpu.cfs_burst_us"), nameof(limits.CpuBurst), "the kernel has it since Linux 5.14."),
            .. Unless(limits.CpuIdle is null || cgroups.HasFile("cpu", "cpu.idle"), nameof(limits.CpuIdle), "the kernel has it since Linux 5.15."),
            .. Unless(limits.CpuSet is null || cgroups.HasController("cpuset"), nameof(limits.CpuSet), "this host has no cgroup controller cpuset."),
            .. Unless(limits.PidsLimit is null || cgroups.HasController("pids"), nameof(limits.PidsLimit), "this host has no cgroup controller pids."),
            .. IoRefusals(limits, isV2),
            .. HugePageRefusals(limits),
            .. RdmaRefusals(limits),
        ];
    }

    private IEnumerable<(string? Member, string Reason)> IoRefusals(ResourceLimits limits, bool isV2)
    {
        const string Advice = "the kernel has weights of devices only with the scheduler bfq (modprobe bfq), and on cgroup v2 with io.cost. Use limits of bytes or operations per second.";
        string[] files = isV2 ? ["io.bfq.weight", "io.weight"] : ["blkio.bfq.weight", "blkio.weight"];
        var controller = isV2 ? "io" : "blkio";
        return
        [
            .. Unless(limits.IoWeight is null || files.Any(file => cgroups.HasFile(controller, file)), nameof(limits.IoWeight), Advice),
            .. Unless(
                limits.DeviceIo?.Any(device => device.Weight > 0) != true || files.Any(file => cgroups.HasFile(controller, isV2 ? file : $"{file}_device")), $"{nameof(limits.DeviceIo)}.Weight", Advice),
            .. Unless(limits.DeviceIo is not { Count: > 0 } || cgroups.HasController(controller), nameof(limits.DeviceIo), $"this host has no cgroup controller {controller}."),
        ];
    }

    private IEnumerable<(string? Member, string Reason)> HugePageRefusals(ResourceLimits limits)
    {
        if (limits.HugePages is not { Count: > 0 } sizes)
        {
            return [];
        }

        var known = HugePageSizesOf(Directory.Exists(HugePageDirectory) ? Directory.EnumerateDirectories(HugePageDirectory).Select(path => Path.GetFileName(path)) : []);
        return cgroups.HasController("hugetlb")
            ? sizes.Keys.SelectMany(size => Unless(known.Contains(size), nameof(limits.HugePages), $"this host has no huge pages of {size}; it has {(known.Count == 0 ? "none" : string.Join(", ", known))}."))
            : [(nameof(limits.HugePages), $"this host's cgroups ({cgroups.ModeName}) do not count huge pages for containers: the controller hugetlb is not among them.")];
    }

    private IEnumerable<(string? Member, string Reason)> RdmaRefusals(ResourceLimits limits)
    {
        if (limits.Rdma is not { Count: > 0 } devices)
        {
            return [];
        }

        return cgroups.HasController("rdma")
            ? devices.Keys.SelectMany(device => Unless(Directory.Exists($"{RdmaDirectory}/{device}"), nameof(limits.Rdma), $"this host has no RDMA device '{device}'. See 'rdma link', or {RdmaDirectory}."))
            : [(nameof(limits.Rdma), "this host has no cgroup controller rdma.")];
    }

    /// <summary>Sizes as cgroups name them, from names such as <c>hugepages-2048kB</c>. Source: hugetlb_cgroup.c, mem_fmt.</summary>
    internal static IReadOnlyList<string> HugePageSizesOf(IEnumerable<string> names) =>
    [
        .. names.Select(name => name["hugepages-".Length..^"kB".Length]).Select(long.Parse).Order()
            .Select(kilobytes => kilobytes >= 1_048_576 ? $"{kilobytes / 1_048_576}GB" : kilobytes >= 1_024 ? $"{kilobytes / 1_024}MB" : $"{kilobytes}KB"),
    ];

    private static IEnumerable<(string? Member, string Reason)> Unless(bool fine, string member, string reason) => fine ? [] : [(member, reason)];

    private static void CheckSet(ContainerId id, string member, string? wanted, string there, string what)
    {
        if (wanted is not null && LimitText.Numbers(wanted) is { } numbers && LimitText.Numbers(there) is { } online && !numbers.IsSubsetOf(online))
        {
            throw new HostResourceException("cpuset", $"Limits.{member}: this host has not all of the {what} {wanted}; {there} are online. Choose among those.") { ContainerId = id };
        }
    }

    private static void CheckSizes(ContainerId id, ContainerConfig config)
    {
        var (cores, memory) = (LimitText.Numbers(NodeHardware.Processors)?.Count ?? Environment.ProcessorCount, NodeHardware.MemoryBytes);
        CapacityShortage[] shortages =
        [
            .. Above("cpu", Math.Max(config.ResourceRequests?.CpuCores ?? 0, config.Limits?.CpuCores ?? 0), cores),
            .. Above("memory", Math.Max((config.ResourceRequests?.MemoryMb ?? 0) * Mebibyte, config.Limits?.MemoryBytes ?? 0), memory),
        ];
        if (shortages.Length > 0)
        {
            throw new NodeCapacityException(id, shortages, "A limit above what the host has limits nothing: ask for less, or leave it out.");
        }
    }

    private static IEnumerable<CapacityShortage> Above(string resource, double wanted, double total) => wanted > total ? [new(resource, wanted, total, total)] : [];
}
