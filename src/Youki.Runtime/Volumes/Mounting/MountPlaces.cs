using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>
/// Finds and makes the places that things are mounted at. A place is found through descriptors, in the root or in what is mounted above it, so that no link
/// leads out; the runtime is told where it ended up, and finds no link on its way.
/// </summary>
internal static class MountPlaces
{
    /// <summary>Finds where each mount ends up, makes what is missing in the root, and brings parents before their children.</summary>
    /// <param name="root">The root file system.</param>
    /// <param name="mounts">The mounts.</param>
    /// <param name="mappings">What is made belongs to root of a container that has these.</param>
    /// <exception cref="MountException">Two end up at one place, or one where nothing may be mounted, or something is in the way.</exception>
    public static IReadOnlyList<PlannedMount> FindAll(SafeFileHandle root, IReadOnlyList<PlannedMount> mounts, IdMappings? mappings)
    {
        var found = new List<PlannedMount>();
        foreach (var mount in mounts.OrderBy(mount => MountTarget.Depth(mount.Target)))
        {
            var parent = ParentOf(mount.Target, found, known => known.Target);
            var destination = parent is null ? Find(root, mount, mappings) : parent.Destination + mount.Target[parent.Target.Length..];
            if (MountTarget.Refusal(destination) is { } reason)
            {
                throw Refuse(mount, $"links of the image lead to '{destination}': {reason}.");
            }

            if (found.FirstOrDefault(known => known.Destination == destination) is { } twin)
            {
                throw Refuse(mount, $"'{twin.Target}' is mounted at the same place, '{destination}'.");
            }

            found.Add(mount with { Destination = destination });
        }

        return [.. found.OrderBy(mount => MountTarget.Depth(mount.Destination))];
    }

    /// <summary>Makes a mount's place in what is mounted above it, if anything is.</summary>
    /// <param name="mount">The mount.</param>
    /// <param name="above">What is mounted already.</param>
    /// <param name="mappings">The container's ids.</param>
    public static void Prepare(PlannedMount mount, IReadOnlyList<PlannedMount> above, IdMappings? mappings)
    {
        if (ParentOf(mount.Destination, above, known => known.Destination) is not { HostPath: { } path } parent)
        {
            return;
        }

        if (!parent.IsDirectory)
        {
            throw Refuse(mount, $"'{parent.Target}' above it is a file.");
        }

        // Through a mapped mount nobody can make anything who has no id there, as this process.
        using var tree = Descriptor.OpenDirectory(parent.IsMapped(mappings) && !MountOptions.IsReadOnly(parent.Mount!) ? Descriptor.ProcPath(parent.Source!) : path);
        var relative = mount.Destination[parent.Destination.Length..];
        using var place = Make(tree, mount, relative, mappings: null);
        if (RootedDirectory.PathIn(tree, place) != relative)
        {
            throw Refuse(mount, $"a link is in the way in what is mounted at '{parent.Target}'.");
        }
    }

    private static string Find(SafeFileHandle root, PlannedMount mount, IdMappings? mappings)
    {
        using var place = Make(root, mount, mount.Target, mappings);
        return RootedDirectory.PathIn(root, place);
    }

    private static SafeFileHandle Make(SafeFileHandle root, PlannedMount mount, string path, IdMappings? mappings)
    {
        SafeFileHandle place;
        try
        {
            place = mount.IsDirectory ? RootedDirectory.Ensure(root, path, mappings) : RootedDirectory.EnsureFile(root, path, mappings);
        }
        catch (NativeException exception) when (exception.Number is Errno.ENOTDIR or Errno.ELOOP or Errno.EROFS or Errno.ENOENT)
        {
            throw Refuse(mount, exception.Number == Errno.EROFS ? $"the place is not there, and cannot be made: what is mounted above it is read-only." : "something that is no directory is in the way.", exception);
        }

        if ((FileMetadata.Of(place).Kind == FileKind.Directory) == mount.IsDirectory)
        {
            return place;
        }

        place.Dispose();
        throw Refuse(mount, mount.IsDirectory ? "a file is there, and the source is a directory." : "a directory is there, and the source is a file.");
    }

    private static PlannedMount? ParentOf(string path, IReadOnlyList<PlannedMount> known, Func<PlannedMount, string> pathOf) =>
        known.Where(mount => MountTarget.IsBelow(path, pathOf(mount))).MaxBy(mount => pathOf(mount).Length);

    private static MountException Refuse(PlannedMount mount, string reason, Exception? inner = null) =>
        new(mount.Target, $"Nothing can be mounted at '{mount.Target}': {reason}", inner);
}
