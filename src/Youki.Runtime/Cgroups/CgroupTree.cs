using System.Globalization;
using Youki.Runtime.Native;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Cgroups;

/// <summary>Reads and writes the cgroups that containers are in, by their path from the hierarchy's root.</summary>
internal abstract class CgroupTree
{
    public const string MountPoint = "/sys/fs/cgroup";

    private const int SignalledAtOnce = 128;

    private static int _probes;

    public abstract CgroupMode Mode { get; }

    /// <summary>The name of the mode as it is stored and shown.</summary>
    public string ModeName => Mode switch { CgroupMode.V2 => "v2", CgroupMode.Hybrid => "hybrid", CgroupMode.V1 => "v1", _ => "none" };

    /// <summary>The tree of this host.</summary>
    public static CgroupTree Detect()
    {
        if (File.Exists($"{MountPoint}/cgroup.controllers"))
        {
            return new UnifiedCgroups();
        }

        var hierarchies = LegacyCgroups.Hierarchies();
        return new LegacyCgroups(
            hierarchies.Count == 0 ? CgroupMode.None : Directory.Exists($"{MountPoint}/unified") ? CgroupMode.Hybrid : CgroupMode.V1,
            hierarchies);
    }

    /// <summary>Whether the processes of the cgroup are frozen; false where there is no such cgroup.</summary>
    public abstract bool IsFrozen(string path);

    /// <summary>Whether the freezing is complete: no process of the cgroup runs any more.</summary>
    public abstract bool HasFrozen(string path);

    /// <summary>Freezes or thaws the cgroup itself, without the runtime; false where it is not there.</summary>
    public abstract bool TrySetFrozen(string path, bool frozen);

    /// <summary>The processes in the cgroup and below it, by their numbers on the host; none where it is not there.</summary>
    public abstract IReadOnlySet<int> Processes(string path);

    /// <summary>Sends a signal to every process in the cgroup and below it.</summary>
    public abstract void Signal(string path, int signal);

    /// <summary>Sends SIGKILL to every process in the cgroup and below it, frozen ones too.</summary>
    public abstract void Kill(string path);

    /// <summary>Removes the cgroup and those below it. One that is gone is no error; one that still has processes stays, and the answer is false.</summary>
    public abstract bool TryRemove(string path);

    /// <summary>Makes a cgroup below one that is there, in the hierarchy by which processes are found and killed; false where it cannot be made.</summary>
    public abstract bool TryMake(string path);

    /// <summary>Makes a cgroup that has limits of its own and others below it, with all above it; false where it cannot be made.</summary>
    public abstract bool TryMakeGroup(string path);

    /// <summary>Sees to it that every limit of the cgroup holds for those below it, also where the kernel does not do so by itself.</summary>
    /// <param name="path">The cgroup.</param>
    /// <param name="wanted">Limits that it is about to get, and that those below must not stand in the way of. Null: those that it has.</param>
    public virtual void LimitBelow(string path, LinuxResources? wanted = null)
    {
    }

    /// <summary>The names of the cgroups right below the cgroup.</summary>
    public abstract IReadOnlyList<string> Children(string path);

    /// <summary>Opens what the cgroup uses, for reading again and again.</summary>
    public abstract ICgroupReader OpenReader(string path, KernelBuffer buffer);

    /// <summary>How many processes of the cgroup the kernel has killed because memory ran out; null where that is not counted, or the cgroup is gone.</summary>
    public abstract long? OomKills(string path);

    /// <summary>Whether cgroups of containers have a controller, such as <c>memory</c>. Version 2 has <c>io</c> where version 1 has <c>blkio</c>.</summary>
    public abstract bool HasController(string controller);

    /// <summary>Whether a cgroup has a file, such as <c>cpu.idle</c>: which there are depends on the kernel. Where that cannot be told before there is a cgroup, it has.</summary>
    public abstract bool HasFile(string controller, string file);

    /// <summary>Sees to it that a cgroup has the files of limits of controllers that its runtime may not know.</summary>
    public virtual void Prepare(string path, LinuxResources resources)
    {
    }

    /// <summary>Limits as files of the cgroup, in the order in which they must be written.</summary>
    public abstract IReadOnlyList<CgroupSetting> LimitsOf(string path, LinuxResources resources);

    /// <summary>The file with the cgroup's limit of memory.</summary>
    public abstract string MemoryLimitFile(string path);

    /// <summary>Whether any hierarchy has the cgroup.</summary>
    public abstract bool Exists(string path);

    /// <summary>Whether a new cgroup in a directory has a file; null where none can be made. It is removed again.</summary>
    protected static bool? NewCgroupHas(string directory, string file)
    {
        var probe = string.Create(CultureInfo.InvariantCulture, $"{directory}/.youki-probe-{Environment.ProcessId}-{Interlocked.Increment(ref _probes)}");
        try
        {
            Directory.CreateDirectory(probe);
            return File.Exists($"{probe}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            TryRemoveTree(probe);
        }
    }

    protected static bool TryMakeDirectory(string directory)
    {
        try
        {
            if (!Directory.Exists(Path.GetDirectoryName(directory)))
            {
                return false;
            }

            Directory.CreateDirectory(directory);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    protected static IReadOnlyList<string> ChildrenOf(string directory)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(directory).Select(child => Path.GetFileName(child))];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    protected static bool TryRemoveTree(string directory)
    {
        try
        {
            foreach (var child in Directory.EnumerateDirectories(directory))
            {
                TryRemoveTree(child);
            }

            Directory.Delete(directory);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>A cgroup's file; null where the cgroup, or the controller, is not there.</summary>
    protected static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The value of a key in a file of one pair a line; null where there is none.</summary>
    protected static long? ReadValue(string file, string key) =>
        Read(file)?.Split('\n').Select(line => line.Split(' ')).FirstOrDefault(pair => pair[0] == key) is [_, var value]
        && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Writes a cgroup's file; false where it is not there or the kernel refuses.</summary>
    protected static bool TryWrite(string file, string value)
    {
        try
        {
            CgroupFile.Write(file, value);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Sends a signal to each process in a cgroup's directory and below it.</summary>
    protected static void SignalEach(string directory, int signal)
    {
        // So many at a time: a container may have more processes than this one may have descriptors.
        foreach (var processes in ProcessesIn(directory).Chunk(SignalledAtOnce))
        {
            // They are held first, then looked up again: no number can become another process's in between.
            var handles = processes.Select(process => (Process: process, Handle: PidFd.TryOpen(process))).ToList();
            var members = ProcessesIn(directory);
            foreach (var (process, handle) in handles)
            {
                using (handle)
                {
                    if (handle is not null && members.Contains(process))
                    {
                        PidFd.TrySignal(handle, signal);
                    }
                }
            }
        }
    }

    protected static HashSet<int> ProcessesIn(string directory)
    {
        var found = new HashSet<int>();
        try
        {
            foreach (var cgroup in Directory.EnumerateDirectories(directory, "*", SearchOption.AllDirectories).Prepend(directory))
            {
                foreach (var line in Read($"{cgroup}/cgroup.procs")?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [])
                {
                    found.Add(int.Parse(line, CultureInfo.InvariantCulture));
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Not made yet, or removed by now.
        }

        return found;
    }
}
