using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Copying;

/// <summary>
/// The root in which paths of one side of a copy are looked up: a container's, or the host's own. Of a container nothing is believed: the kernel keeps every
/// look-up inside the root, whatever is swapped meanwhile, and no link of /proc is followed. The root is a copy's to close.
/// </summary>
/// <param name="Handle">The root; an O_PATH descriptor will do.</param>
/// <param name="ContainerId">The container. Null: the host.</param>
/// <param name="MountPoints">Paths at which something is mounted while the container runs, and now is not. Empty: it is all there.</param>
internal sealed record CopyRoot(SafeFileHandle Handle, ContainerId? ContainerId, IReadOnlyList<string> MountPoints) : IDisposable
{
    private const ResolveFlags Inside = ResolveFlags.InRoot | ResolveFlags.NoMagicLinks;

    /// <summary>Which ids of the host own the container's files. Null: its own are the host's.</summary>
    public IdMappings? Mappings { get; init; }

    /// <summary>The whole host.</summary>
    public static CopyRoot OpenHost() => new(Descriptor.OpenDirectory("/"), null, []);

    /// <summary>Names what is at a path; null and the error number where it cannot be.</summary>
    /// <param name="path">Ended by NUL.</param>
    /// <param name="follow">Whether a link at its end is followed.</param>
    /// <param name="error">The error number, or 0.</param>
    /// <param name="onlyDirectory">Whether anything but a directory gives ENOTDIR.</param>
    public SafeFileHandle? TryOpen(byte[] path, bool follow, out int error, bool onlyDirectory = false)
    {
        var flags = OpenFlags.PathOnly | (follow ? 0 : OpenFlags.NoFollow) | (onlyDirectory ? OpenFlags.Directory : 0);
        return Descriptor.TryOpenAt(Handle, path, flags, Inside, out error);
    }

    /// <summary>Refuses what is on a file system of the kernel's own, or belongs to a mount that is not there.</summary>
    public void CheckPlace(SafeFileHandle node, string path)
    {
        if (FileSystemKind.PseudoNameOf(node) is { } name)
        {
            throw Error(path, $"is on {name}, in which the kernel shows itself: nothing is copied into or out of it");
        }

        if (MountPoints.Count > 0 && MountOf(RootedDirectory.PathIn(Handle, node)) is { } mount)
        {
            throw Error(path, IsOn(mount));
        }
    }

    /// <summary>The exception for a path of this side.</summary>
    /// <param name="path">The path.</param>
    /// <param name="clause">What is wrong, as what follows "'path' ".</param>
    /// <param name="inner">Why.</param>
    public CopyException Error(string path, string clause, Exception? inner = null) =>
        new(path, ContainerId is { } id ? $"'{path}' in container {id} {clause}." : $"'{path}' {clause}.", inner) { ContainerId = ContainerId };

    /// <summary>The exception for a system call that failed.</summary>
    public CopyException Error(string path, int number) => number switch
    {
        Errno.ENOENT => Error(path, MountOf(path) is { } mount ? IsOn(mount) : "does not exist"),
        Errno.ENOTDIR => Error(path, "is no directory, or something on the way to it is none"),
        Errno.ELOOP => Error(path, "leads through a link that is not followed, or through too many"),
        _ => Error(path, $"cannot be opened: {new NativeException("open", null, number).Message}"),
    };

    public void Dispose() => Handle.Dispose();

    private string? MountOf(string path) => MountPoints.FirstOrDefault(point => path == point || path.StartsWith($"{point}/", StringComparison.Ordinal));

    private static string IsOn(string mount) => $"is on what is mounted at {mount} while the container runs. Start the container first";
}
