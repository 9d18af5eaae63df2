using System.Globalization;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Bundles;
using Youki.Runtime.Copying;
using Youki.Runtime.Native;
using Youki.Runtime.Rootfs;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Lifecycle;

/// <summary>
/// Opens a container's root to copy files: while it has processes, what these see, volumes included; else its root file system alone, which is mounted
/// where it is not. The container's lock is held while the root is opened, not while files are copied.
/// </summary>
internal sealed class ContainerRoots(LifecycleServices services, ContainerChanges changes, ContainerTrees trees)
{
    /// <summary>Opens it; the descriptor keeps it, whatever becomes of the container.</summary>
    public async Task<CopyRoot> OpenAsync(ContainerId id, bool writable, CancellationToken cancellationToken)
    {
        using var held = await services.LockAsync(id, cancellationToken).ConfigureAwait(false);
        var container = changes.Made(id);
        var observed = await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        if (observed.State is ContainerState.Created or ContainerState.Running or ContainerState.Paused && TryOpen(observed.Run!) is { } running)
        {
            return new CopyRoot(running, id, []) { Mappings = changes.MappingsOf(id) };
        }

        return new CopyRoot(writable ? OpenWritable(container) : changes.OpenRoot(container), id, MountPoints(id)) { Mappings = changes.MappingsOf(id) };
    }

    // The number may be another process's by the time its root is opened, hence the second look.
    private static SafeFileHandle? TryOpen(RunRecord run)
    {
        var process = new ProcessIdentity(run.Pid, run.PidStartTime);
        var root = process.IsAlive() ? Descriptor.TryOpenDirectory(string.Create(CultureInfo.InvariantCulture, $"/proc/{run.Pid}/root"), out _) : null;
        if (root is null || process.IsAlive())
        {
            return root;
        }

        root.Dispose();
        return null;
    }

    private SafeFileHandle OpenWritable(ContainerRecord container)
    {
        try
        {
            return trees.OpenWritableRoot(changes.SourceOf(container));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ContainerChanges.Failed(container, exception);
        }
    }

    private List<string> MountPoints(ContainerId id)
    {
        try
        {
            var spec = RuntimeSpecJson.Parse(File.ReadAllBytes(services.Store.Layout(id).SpecFile));
            return [.. (spec.Mounts ?? []).Select(mount => mount.Destination).OfType<string>().Select(path => path.TrimEnd('/')).Where(path => path.Length > 0)];
        }
        catch (Exception exception) when (exception is FileNotFoundException or JsonException)
        {
            return [];
        }
    }
}
