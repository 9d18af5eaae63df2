using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Files;
using Youki.Runtime.Native;
using Youki.Runtime.Networking;
using Youki.Runtime.Pods;
using Youki.Runtime.Resources;

namespace Youki.Runtime.Lifecycle.Pods;

/// <summary>Takes of the host what a pod shares, and gives it back; all names derive from the pod's id, so what a crash has left is found. The caller holds the pod's lock.</summary>
internal sealed class PodHost(PodStore store, CgroupTree cgroups, YoukiRuntimeOptions options, TimeProvider time)
{
    private const long DefaultSharedMemory = 64 << 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The host name of a pod's containers.</summary>
    public static string HostnameOf(PodId id, PodConfig config) => config.Hostname ?? HostnameContributor.OfId(config.Name ?? id.Value);

    public void Take(PodRecord pod)
    {
        var layout = store.Layout(pod.Id);
        try
        {
            MakeCgroup(pod);
            PrivateDirectory.Create(layout.NamespaceDirectory);
            PrivateDirectory.Create(layout.InitRoot);
            if (pod.Config.ShareIpc != false)
            {
                PrivateDirectory.Create(layout.SharedMemory);
                Unmount(layout.SharedMemory);
                FileSystemMount.SharedMemory(layout.SharedMemory, pod.Config.ShmSizeBytes ?? DefaultSharedMemory);
            }

            PodNamespaces.Make(store.NamespacesOf(pod), HostnameOf(pod.Id, pod.Config), pod.Config.Sysctls ?? new Dictionary<string, string>());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostResourceException("pod", $"What pod {pod.Id} shares could not be made: {exception.Message}. It takes root.", exception);
        }
    }

    /// <summary>Gives all back; what is gone is no error.</summary>
    public async Task GiveBackAsync(PodId id, string cgroupPath)
    {
        var layout = store.Layout(id);
        try
        {
            PodNamespaces.Release(Directory.Exists(layout.NamespaceDirectory) ? Directory.EnumerateFiles(layout.NamespaceDirectory).ToList() : []);
            Unmount(layout.SharedMemory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostResourceException("pod", $"What pod {id} shares could not be given back: {exception.Message}. Unmount what is mounted below '{layout.Directory}', and try again.", exception);
        }

        await RemoveCgroupAsync(id, cgroupPath).ConfigureAwait(false);
    }

    public void DeleteFiles(PodId id)
    {
        var layout = store.Layout(id);
        try
        {
            FileTree.Delete(layout.Directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostResourceException("files", $"The files of pod {id} cannot be deleted: {exception.Message}. Unmount what is mounted in '{layout.Directory}', if anything is, and remove the pod again.", exception);
        }
    }

    private static void Unmount(string path)
    {
        while (FileSystemMount.TryDetach(path))
        {
        }
    }

    private void MakeCgroup(PodRecord pod)
    {
        if (!cgroups.TryMakeGroup(pod.CgroupPath))
        {
            throw new HostResourceException("cgroup", $"The cgroup {pod.CgroupPath} of pod {pod.Id} could not be made. Give the library a cgroup that is delegated to it (YoukiRuntimeOptions.CgroupParent).");
        }

        if (pod.Config.Limits is { } limits && ResourcePlan.Of(new ContainerConfig { Image = "dir:/", Limits = limits }, cgroups.Mode == CgroupMode.V2) is { } resources
            && new CgroupWriter(cgroups.LimitsOf(pod.CgroupPath, resources)).Apply() is { Count: > 0 } refused)
        {
            throw new HostResourceException(
                "cgroup", $"The limits of pod {pod.Id} could not be set: {string.Join("; ", refused.Select(one => $"{one.File}: wanted {one.Wanted}, found {one.Found ?? "no such file"}"))}. Choose other values.");
        }
    }

    private async Task RemoveCgroupAsync(PodId id, string cgroupPath)
    {
        var started = time.GetTimestamp();
        while (!cgroups.TryRemove(cgroupPath))
        {
            cgroups.Kill(cgroupPath);
            if (time.GetElapsedTime(started) > options.KillTimeout)
            {
                throw new OperationTimeoutException($"cgroup {cgroupPath} of pod {id} to become empty", options.KillTimeout, "A process in it does not die; see its state in ps.");
            }

            await Task.Delay(Pause, time, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
