using System.Text;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>
/// A directory as several layers show it together, merged as overlayfs would, for whom the kernel does not do it: an upper layer's file hides what is below it,
/// directories of one name are one, and the marks of what was deleted delete. Source: Documentation/filesystems/overlayfs.rst.
/// </summary>
internal sealed class LayeredDirectory : IDisposable
{
    private static readonly byte[] OpaqueAttribute = "user.overlay.opaque\0"u8.ToArray();

    private readonly List<Part> _parts;

    private LayeredDirectory(List<Part> parts) => _parts = parts;

    /// <summary>The topmost, whose attributes the directory has.</summary>
    public SafeFileHandle Top => _parts[0].Directory;

    public LayerOwners Owners => _parts[0].Owners;

    /// <summary>The roots of the layers.</summary>
    /// <param name="layers">The topmost first; they are opened anew.</param>
    public static LayeredDirectory Open(IEnumerable<(SafeFileHandle Directory, LayerOwners Owners)> layers) =>
        new([.. layers.Select(layer => new Part(Descriptor.Reopen(layer.Directory, OpenFlags.ReadOnly | OpenFlags.Directory), layer.Owners))]);

    /// <summary>What is in it, each name once.</summary>
    public IReadOnlyCollection<LayeredEntry> Read()
    {
        var found = new Dictionary<string, LayeredEntry>();
        foreach (var part in _parts)
        {
            foreach (var name in DirectoryReader.ReadAll(part.Directory).Select(entry => entry.Name))
            {
                var status = FileMetadata.TryOf(part.Directory, name, out var error) ?? throw new NativeException("read the status of", RawName.ToText(name), error);
                var key = Encoding.Latin1.GetString(name);
                if (!found.TryGetValue(key, out var known))
                {
                    found[key] = new LayeredEntry(name, status, part.Directory, part.Owners) { IsOpen = status.Kind == FileKind.Directory };
                }
                else if (known.IsOpen)
                {
                    known.IsOpen = status.Kind == FileKind.Directory;
                    known.Below.AddRange(known.IsOpen ? [(part.Directory, part.Owners)] : []);
                }
            }
        }

        return [.. found.Values.Where(entry => entry.Status is not { Kind: FileKind.CharacterDevice, SpecialDevice: 0 })];
    }

    /// <summary>Opens a directory of it.</summary>
    public static LayeredDirectory Open(LayeredEntry entry)
    {
        var opened = new LayeredDirectory([]);
        try
        {
            foreach (var (parent, owners) in entry.Below.Prepend((entry.Directory, entry.Owners)))
            {
                var directory = Descriptor.OpenAt(parent, entry.Name, OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow, ResolveFlags.NoLinks | ResolveFlags.NoMountCrossing);
                opened._parts.Add(new Part(directory, owners));

                // To ask for it by its name is an error where the file system has none of users.
                if (ExtendedAttributes.List(directory).Any(name => name.AsSpan().SequenceEqual(OpaqueAttribute)))
                {
                    break;
                }
            }

            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public void Dispose() => _parts.ForEach(part => part.Directory.Dispose());

    private readonly record struct Part(SafeFileHandle Directory, LayerOwners Owners);
}
