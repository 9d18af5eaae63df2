using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>
/// An image's layers as a container with a user namespace has them: through mounts that map their owners to its ids, for as long as it takes to mount an overlay
/// of them. The overlay keeps what it needs. Linux 5.19 and later take such layers.
/// </summary>
internal sealed class MappedLayers : IDisposable
{
    // More than an overlay can have.
    private const int MaxMounts = 1024;

    private readonly RootfsLayout? _layout;
    private readonly List<SafeFileHandle> _mounts = [];

    private MappedLayers(RootfsLayout? layout, IReadOnlyList<SafeFileHandle> handles) => (_layout, Handles) = (layout, handles);

    /// <summary>From the lowest to the topmost.</summary>
    public IReadOnlyList<SafeFileHandle> Handles { get; private set; }

    /// <summary>Maps them. All are attached at one place, each covering the last: they are found by their descriptors.</summary>
    /// <param name="layout">The container's bundle.</param>
    /// <param name="layers">The layers, which stay the caller's.</param>
    /// <param name="mappings">Their owners become the host's ids of these. Null: they stay, and nothing is mounted.</param>
    /// <exception cref="NativeException">The kernel or the layers' file system cannot do it.</exception>
    public static MappedLayers Attach(RootfsLayout layout, IReadOnlyList<SafeFileHandle> layers, IdMappings? mappings)
    {
        if (mappings is null)
        {
            return new MappedLayers(null, layers);
        }

        Remove(layout);
        Entries.EnsurePrivateDirectory(layout.Mapped);
        var mapped = new MappedLayers(layout, []);
        try
        {
            using var userNamespace = UserNamespace.Create(mappings);
            var attributes = new MountAttributes { Set = MountAttributes.IdMapped, Propagation = MountAttributes.Private, UserNamespace = (ulong)userNamespace.DangerousGetHandle() };
            foreach (var layer in layers)
            {
                var mount = MountTree.Clone(layer, recursive: false);
                mapped._mounts.Add(mount);
                MountTree.SetAttributes(mount, attributes, recursive: false);
                using var place = Descriptor.OpenDirectory(layout.Mapped);
                MountTree.Attach(mount, place);
            }

            mapped.Handles = mapped._mounts;
            return mapped;
        }
        catch
        {
            mapped.Dispose();
            throw;
        }
    }

    /// <summary>Takes the mounts away; after a crash they may be there still.</summary>
    public static void Remove(RootfsLayout layout)
    {
        for (var mounts = 0; mounts < MaxMounts && FileSystemMount.TryDetach(layout.Mapped); mounts++)
        {
        }

        FileTree.Delete(layout.Mapped, CancellationToken.None);
    }

    public void Dispose()
    {
        _mounts.ForEach(mount => mount.Dispose());
        if (_layout is not null)
        {
            Remove(_layout);
        }
    }
}
