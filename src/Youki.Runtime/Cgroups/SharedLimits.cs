using Youki.Runtime.Specs;

namespace Youki.Runtime.Cgroups;

/// <summary>Limits whose files look alike in both versions of cgroups.</summary>
internal static class SharedLimits
{
    /// <summary>Source: the kernel's admin-guide/cgroup-v1/rdma.</summary>
    public static IEnumerable<CgroupSetting> Rdma(string directory, IReadOnlyDictionary<string, LinuxRdma>? devices)
    {
        foreach (var (name, limit) in devices ?? new Dictionary<string, LinuxRdma>())
        {
            string[] members = [$"hca_handle={OrMax(limit.HcaHandles)}", $"hca_object={OrMax(limit.HcaObjects)}"];
            yield return new CgroupSetting($"{directory}/rdma.max", $"{name} {string.Join(' ', members)}", found => LimitText.HasRates(found, name, members))
            {
                Restore = found => LineOf(found, name) ?? $"{name} hca_handle=max hca_object=max",
            };
        }
    }

    /// <summary>The weight of one device, in a file with one device a line.</summary>
    public static CgroupSetting DeviceWeight(string file, LinuxWeightDevice device, ulong weight)
    {
        var name = $"{device.Major}:{device.Minor}";
        return new CgroupSetting(file, $"{name} {weight}", found => LineOf(found, name) == $"{name} {weight}") { Restore = found => LineOf(found, name) ?? $"{name} default" };
    }

    /// <summary>A number of bytes as this library says it; -1 for none.</summary>
    public static long Bytes(ulong? limit) => limit is null or > long.MaxValue ? -1 : (long)limit;

    /// <summary>What a file says; null where it is not there.</summary>
    public static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file).TrimEnd('\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? LineOf(string found, string name) => found.Split('\n').FirstOrDefault(line => line.StartsWith($"{name} ", StringComparison.Ordinal));

    private static string OrMax(uint? limit) => limit is { } number ? $"{number}" : "max";
}
