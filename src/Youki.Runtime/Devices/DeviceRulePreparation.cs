using Youki.Runtime.Cgroups;
using Youki.Runtime.Native;

namespace Youki.Runtime.Devices;

/// <summary>
/// Enforces the device rules of a spec where the runtime does not: attaches a program of them to the container's cgroup before the container's own program
/// runs. It goes with the cgroup, needs no process to live on, and holds for whatever is run in the container later.
/// </summary>
internal sealed class DeviceRulePreparation : IRunPreparation
{
    public ValueTask PrepareAsync(PreparedRun run, CancellationToken cancellationToken)
    {
        if (!run.Inputs.Host.LibraryEnforcesDeviceRules)
        {
            return ValueTask.CompletedTask;
        }

        var path = run.Inputs.CgroupPath;
        try
        {
            CheckPlace(run.Pid, path);
            using var cgroup = Descriptor.OpenFile(CgroupTree.MountPoint + path, OpenFlags.ReadOnly | OpenFlags.Directory);
            using var program = DeviceFilter.Load(DeviceProgram.Assemble(run.Spec.Linux?.Resources?.Devices ?? []));
            DeviceFilter.Attach(cgroup, program);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new HostResourceException(
                "device-rules",
                $"The device rules of container {run.Inputs.ContainerId} could not be enforced: {exception.Message}. A container is not started without them. Look at the kernel's log, or use runc.",
                exception) { ContainerId = run.Inputs.ContainerId };
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>A process that is elsewhere would not be bound by the program, and others there might be.</summary>
    private static void CheckPlace(int pid, string path)
    {
        string text;
        try
        {
            text = File.ReadAllText($"/proc/{pid}/cgroup");
        }
        catch (IOException)
        {
            // It has ended, and nothing of the container runs.
            return;
        }

        var place = text.Split('\n').FirstOrDefault(line => line.StartsWith("0::", StringComparison.Ordinal))?[3..];
        if (place != path && place?.StartsWith($"{path}/", StringComparison.Ordinal) != true)
        {
            throw new IOException($"its process is in the cgroup '{place}' and not in '{path}'");
        }
    }
}
