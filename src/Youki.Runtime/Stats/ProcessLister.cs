using System.Buffers.Text;
using System.Globalization;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Native;

namespace Youki.Runtime.Stats;

/// <summary>Lists the processes of a cgroup.</summary>
internal sealed class ProcessLister(CgroupTree cgroups, TimeProvider time)
{
    private const int LongestCommandLine = 32 * 1024;
    private const int LongestFile = 8 * 1024;

    /// <summary>The processes, by their numbers, without names of users.</summary>
    /// <param name="cgroupPath">The cgroup.</param>
    /// <param name="first">The container's first process, whose user namespace all of them are in.</param>
    public IReadOnlyList<ContainerProcess> List(string cgroupPath, int first)
    {
        var buffer = new byte[LongestCommandLine];
        var map = UserMapOf(first);
        var bootedAt = time.GetUtcNow() - SinceBoot();
        var found = cgroups.Processes(cgroupPath).Order().Select(pid => Read(pid, map, bootedAt, buffer)).OfType<ContainerProcess>().ToList();

        // A number that was another process's by the time it was looked at is not in the container's cgroup.
        var members = cgroups.Processes(cgroupPath);
        return [.. found.Where(process => members.Contains(process.Pid))];
    }

    private static ContainerProcess? Read(int pid, byte[]? map, DateTimeOffset bootedAt, byte[] buffer)
    {
        var directory = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}");
        if (ProcessText.ParseStat(SmallFile.Read($"{directory}/stat", buffer)) is not { } fields)
        {
            return null;
        }

        var status = SmallFile.Read($"{directory}/status", buffer);
        var (uid, containerPid) = (ProcessText.EffectiveUid(status), ProcessText.ContainerPid(status));
        return new ContainerProcess
        {
            Pid = pid,
            ContainerPid = containerPid,
            ParentPid = fields.ParentPid,
            Uid = map is not null && uid is { } outside ? ProcessText.MapInside(map, outside) : uid,
            Name = fields.Name,
            Arguments = ProcessText.ParseArguments(SmallFile.Read($"{directory}/cmdline", buffer)),
            State = fields.State,
            Threads = fields.Threads,
            CpuTime = fields.CpuTime,
            ResidentBytes = fields.ResidentBytes,
            StartedAt = bootedAt + ProcessText.SinceBoot(fields.StartTime),
        };
    }

    /// <summary>How users of the container are mapped; null where it has no user namespace of its own.</summary>
    private static byte[]? UserMapOf(int pid)
    {
        var directory = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}");
        return NamespaceOf(directory) is { } own && own != NamespaceOf("/proc/self") ? SmallFile.Read($"{directory}/uid_map", new byte[LongestFile]).ToArray() : null;
    }

    private static string? NamespaceOf(string directory)
    {
        try
        {
            return new FileInfo($"{directory}/ns/user").LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static TimeSpan SinceBoot() =>
        Utf8Parser.TryParse(SmallFile.Read("/proc/uptime", stackalloc byte[64]), out double seconds, out _) ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
}
