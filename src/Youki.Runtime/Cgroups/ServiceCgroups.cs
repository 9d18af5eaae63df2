using System.Globalization;
using Youki.Runtime.Native;

namespace Youki.Runtime.Cgroups;

/// <summary>
/// The hierarchies by which somebody ends everything that a service has started: systemd's own, version 2, and those in which this process was put into a cgroup.
/// What is to outlive this process must leave its cgroup in all of them. Source: systemd.kill(5), KillMode=; cgroups(7).
/// </summary>
internal sealed class ServiceCgroups(IReadOnlyList<ServiceHierarchy> hierarchies)
{
    /// <summary>Somebody may remove the cgroup between its making and the move into it.</summary>
    private const int Attempts = 3;

    /// <summary>Those of this process.</summary>
    public static ServiceCgroups Detect(CgroupMode mode) => new(mode == CgroupMode.None ? [] : Find(File.ReadAllLines("/proc/self/cgroup"), CgroupTree.MountPoint, Directory.Exists));

    /// <param name="membership">Lines of /proc/self/cgroup.</param>
    /// <param name="mountPoint">Where cgroups are mounted.</param>
    /// <param name="exists">Whether there is such a directory.</param>
    internal static IReadOnlyList<ServiceHierarchy> Find(IReadOnlyList<string> membership, string mountPoint, Func<string, bool> exists)
    {
        var found = new List<ServiceHierarchy>();
        var legacy = membership.Any(line => !line.StartsWith("0::", StringComparison.Ordinal));
        foreach (var parts in membership.Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3))
        {
            var directory = parts[1] switch
            {
                "" => legacy ? $"{mountPoint}/unified" : mountPoint,
                "name=systemd" => $"{mountPoint}/systemd",

                // Nobody ends a service by its CPU set, and a new one takes no process before it is filled in.
                "cpuset" => null,
                var controllers => parts[2] == "/" ? null : $"{mountPoint}/{controllers}",
            };
            if (directory is not null && exists(directory))
            {
                found.Add(new ServiceHierarchy(parts[1], directory));
            }
        }

        return found;
    }

    /// <summary>Why the cgroup cannot be made, as a sentence; null where it can.</summary>
    public string? WhyNot(string path)
    {
        try
        {
            hierarchies.ToList().ForEach(hierarchy => Directory.CreateDirectory(hierarchy.Directory + path));
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
        finally
        {
            Remove(path);
        }
    }

    /// <summary>Moves a process into the cgroup, which is made where it is missing; one that has ended is none to move. It blocks for some milliseconds.</summary>
    /// <returns>Why it stayed where it is, somewhere; null where it did not.</returns>
    public string? Move(ProcessIdentity process, string path)
    {
        string? problem = null;
        foreach (var hierarchy in hierarchies)
        {
            problem ??= MoveInto(process, hierarchy.Directory + path);
        }

        return problem;
    }

    /// <summary>As above, but only where the process is elsewhere: youki leaves a container's process with its caller in the hierarchies that have no controllers.</summary>
    public string? MoveStray(ProcessIdentity process, string path)
    {
        string? problem = null;
        foreach (var hierarchy in Strays(process, path))
        {
            problem ??= MoveInto(process, hierarchy.Directory + path);
        }

        return problem;
    }

    /// <summary>Removes the cgroup where no process is in it but a monitor that waits for its exit command, and this one, which is that command.</summary>
    public void Remove(string path)
    {
        foreach (var hierarchy in hierarchies)
        {
            var directory = hierarchy.Directory + path;
            if (!TryRemove(directory) && Last(directory) is { Count: > 0 } last)
            {
                last.ForEach(process => MoveInto(process, hierarchy.Directory));
                TryRemove(directory);
            }
        }
    }

    private static bool TryRemove(string directory)
    {
        try
        {
            Directory.Delete(directory);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There is none, or it is in use.
            return false;
        }
    }

    /// <summary>This process and its parent, where there is no other in a cgroup; else none.</summary>
    private static List<ProcessIdentity> Last(string directory)
    {
        int[] own = [Environment.ProcessId, ParentProcess.Id];
        var there = System.Text.Encoding.ASCII.GetString(SmallFile.Read($"{directory}/cgroup.procs", stackalloc byte[32])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var found = own.Where(pid => there.Contains(pid.ToString(CultureInfo.InvariantCulture))).ToList();
        return found.Contains(own[0]) && found.Count == there.Length ? [.. found.Select(pid => ProcessIdentity.Find(pid)).OfType<ProcessIdentity>()] : [];
    }

    private IEnumerable<ServiceHierarchy> Strays(ProcessIdentity process, string path)
    {
        string[] membership;
        try
        {
            membership = File.ReadAllLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Pid}/cgroup"));
        }
        catch (IOException)
        {
            return [];
        }

        return hierarchies.Where(hierarchy => membership.Any(line => line.Split(':', 3) is [_, var name, var own] && name == hierarchy.Name && own != path));
    }

    private static string? MoveInto(ProcessIdentity process, string directory)
    {
        for (var left = Attempts; ; left--)
        {
            try
            {
                Directory.CreateDirectory(directory);
                if (!process.IsAlive())
                {
                    return null;
                }

                CgroupFile.Write($"{directory}/cgroup.procs", process.Pid.ToString(CultureInfo.InvariantCulture));
                return null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                if (left == 0 || exception is UnauthorizedAccessException)
                {
                    return process.IsAlive() ? exception.Message : null;
                }
            }
        }
    }
}
