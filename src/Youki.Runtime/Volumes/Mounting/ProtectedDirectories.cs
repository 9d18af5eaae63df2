using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>Directories of the host that no container gets unless it is said that it may: whoever writes there owns every container and the host.</summary>
/// <param name="options">Where things lie.</param>
/// <param name="volumeDirectory">Where volumes do.</param>
/// <param name="stateDirectories">Where runtimes keep their state.</param>
internal sealed class ProtectedDirectories(YoukiRuntimeOptions options, string volumeDirectory, IReadOnlyList<string> stateDirectories)
{
    private IEnumerable<(string Name, string Path)> All =>
    [
        .. stateDirectories.Select(directory => ("the state directory", directory)),
        ("the bundle directory", options.BundleDirectory),
        ("the image directory", options.ImageDirectory),
        ("the volume directory", volumeDirectory),
    ];

    /// <summary>Which of them a file or directory is, lies in or contains; null: none.</summary>
    public string? Find(SafeFileHandle source)
    {
        var path = Descriptor.RealPath(source);
        if (path == "/")
        {
            return "the root of the host";
        }

        var status = FileMetadata.Of(source);
        foreach (var (name, directory) in All)
        {
            using var handle = Descriptor.TryOpenDirectory(directory, out _);
            var real = handle is null ? directory : Descriptor.RealPath(handle);
            if (path == real || MountTarget.IsBelow(path, real) || (handle is not null && IsSame(status, FileMetadata.Of(handle))))
            {
                return $"{name} {directory}";
            }

            if (MountTarget.IsBelow(real, path))
            {
                return $"what {name} {directory} lies in";
            }
        }

        return null;
    }

    private static bool IsSame(FileStatus one, FileStatus other) => one.Device == other.Device && one.Inode == other.Inode;
}
