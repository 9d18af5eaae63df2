using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Files;
using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Store;

/// <summary>Gives volumes to containers' runs, and takes them back.</summary>
internal sealed class VolumeUse(VolumeStore store, VolumeDrivers drivers)
{
    /// <summary>Has a volume ready for a container's run: made where it is missing, filled at its first use, mounted by its driver.</summary>
    /// <param name="mount">What the container asks for; it has a name by now.</param>
    /// <param name="openContent">Opens what the image has at the target; null where it has nothing there.</param>
    /// <param name="mappings">The container's ids; the volume keeps its owners by the container's own.</param>
    /// <param name="containerId">The container, whose record is on disk.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <returns>The directory on the host.</returns>
    public async Task<string> TakeAsync(VolumeMount mount, Func<SafeFileHandle?> openContent, IdMappings? mappings, ContainerId containerId, CancellationToken cancellationToken)
    {
        var name = mount.Name!;
        using var held = await store.Locks.AcquireAsync(name, cancellationToken).ConfigureAwait(false);
        var record = VolumeFiles.TryRead(held.Layout) ?? await store.MakeAsync(held.Layout, OptionsOf(mount), mount.Anonymous == true, cancellationToken).ConfigureAwait(false);
        CheckSame(mount, record);
        if (!record.Used)
        {
            Fill(held.Layout, record, mount, openContent, mappings, cancellationToken);
        }

        if (IsPlain(record))
        {
            return held.Layout.Data;
        }

        // Marked first: who dies now is unmounted by the release all the same.
        PrivateDirectory.Create(held.Layout.Users);
        await File.WriteAllBytesAsync(Path.Combine(held.Layout.Users, containerId.Value), [], cancellationToken).ConfigureAwait(false);
        var path = await drivers.Of(name, record.Driver).MountAsync(RequestOf(held.Layout, record, containerId), containerId, cancellationToken).ConfigureAwait(false);
        return ContainerPath.IsAbsolute(path) ? path : throw new VolumeException(name, $"The driver '{record.Driver}' has mounted volume '{name}' at '{MessageText.Clean(path)}', which is no absolute path.");
    }

    /// <summary>A container's run is over: drivers unmount what nobody else uses. Volumes that it does not have mounted are passed over.</summary>
    public async Task GiveBackAsync(ContainerId containerId, CancellationToken cancellationToken)
    {
        foreach (var name in VolumeLayout.Names(store.Directory))
        {
            if (!File.Exists(MarkOf(new VolumeLayout(store.Directory, name), containerId)))
            {
                continue;
            }

            using var held = await store.Locks.AcquireAsync(name, cancellationToken).ConfigureAwait(false);
            if (File.Exists(MarkOf(held.Layout, containerId)) && VolumeFiles.TryRead(held.Layout) is { } record)
            {
                await drivers.Of(name, record.Driver).UnmountAsync(RequestOf(held.Layout, record, containerId), containerId, cancellationToken).ConfigureAwait(false);
                File.Delete(MarkOf(held.Layout, containerId));
            }
        }
    }

    private static bool IsPlain(VolumeRecord record) => record is { Driver: LocalVolumeDriver.LocalName, DriverOptions.Count: 0 };

    private static string MarkOf(VolumeLayout layout, ContainerId containerId) => Path.Combine(layout.Users, containerId.Value);

    private static VolumeOptions OptionsOf(VolumeMount mount) => new() { Name = mount.Name, Driver = mount.Driver, DriverOptions = mount.DriverOptions, Labels = mount.Labels };

    private static void CheckSame(VolumeMount mount, VolumeRecord record)
    {
        if (mount.Driver is not null || mount.DriverOptions is not null)
        {
            VolumeStore.CheckSame(record, mount.Driver ?? LocalVolumeDriver.LocalName, mount.DriverOptions);
        }
    }

    private static VolumeRequest RequestOf(VolumeLayout layout, VolumeRecord record, ContainerId user) => VolumeStore.RequestOf(layout, record, user);

    private static void Fill(VolumeLayout layout, VolumeRecord record, VolumeMount mount, Func<SafeFileHandle?> openContent, IdMappings? mappings, CancellationToken cancellationToken)
    {
        if (mount.NoCopy != true && IsPlain(record) && !Directory.EnumerateFileSystemEntries(layout.Data).Any() && openContent() is { } content)
        {
            using (content)
            {
                // Nobody has the empty one yet, for nobody has used the volume.
                VolumeFilling.Fill(content, layout.Filling, layout.Data, mappings, cancellationToken);
            }

            DurableFile.FlushDirectory(layout.Directory);
        }

        VolumeFiles.Write(layout, record with { Used = true });
    }
}
