using Youki.Runtime.Native;

namespace Youki.Runtime.Devices;

/// <summary>Finds devices of the host by their paths.</summary>
internal static class HostDevices
{
    private const string AllPermissions = "rwm";
    private const int MaxDepth = 16;

    /// <summary>The device that a request names, or every device of the directory.</summary>
    /// <exception cref="DeviceException">There is none.</exception>
    public static IReadOnlyList<DeviceNode> Find(DeviceRequest request)
    {
        using var handle = Open(request.Path);
        var (status, path) = (FileMetadata.Of(handle), Descriptor.RealPath(handle));
        var inside = (request.ContainerPath ?? request.Path).TrimEnd('/');
        if (status.Kind != FileKind.Directory)
        {
            var node = NodeOf(status, path, inside) ?? throw new DeviceException(request.Path, DeviceFailure.NotADevice, $"'{request.Path}' is not a device{(path == request.Path ? "" : $", but a link to '{path}'")}. Mount it as a volume.");
            return [With(node, request)];
        }

        var found = Below(path, inside).Select(node => With(node, request)).ToList();
        return found.Count > 0 ? found : throw new DeviceException(request.Path, DeviceFailure.NotADevice, $"The directory '{request.Path}' holds no devices. Mount it as a volume.");
    }

    /// <summary>The one device of a path, links followed.</summary>
    /// <exception cref="DeviceException">There is none.</exception>
    public static DeviceNode FindOne(string path, string inside)
    {
        using var handle = Open(path);
        return NodeOf(FileMetadata.Of(handle), Descriptor.RealPath(handle), inside) ?? throw new DeviceException(path, DeviceFailure.NotADevice, $"'{path}' is not a device.");
    }

    /// <summary>All devices of the host but those that every container has anyhow.</summary>
    public static IReadOnlyList<DeviceNode> All() => [.. Below("/dev", "/dev").Where(node => !DefaultDevices.Has(node.Path))];

    private static Microsoft.Win32.SafeHandles.SafeFileHandle Open(string path) => Descriptor.TryOpenFile(path, OpenFlags.PathOnly, out var error)
        ?? throw new DeviceException(
            path,
            DeviceFailure.NotFound,
            error is Errno.ENOENT or Errno.ENOTDIR
                ? $"There is no device '{path}' on this host. Look whether its driver is loaded."
                : $"The device '{path}' cannot be looked at: {new NativeException("open", path, error).Message}.");

    // As docker does, links in the directory are left out: what they lead to has a name of its own.
    private static IEnumerable<DeviceNode> Below(string directory, string inside, int depth = 0)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(directory).Order(StringComparer.Ordinal))
        {
            var name = $"{inside}/{Path.GetFileName(path)}";
            if (FileMetadata.TryOf(path) is not { } status)
            {
                continue;
            }

            if (status.Kind == FileKind.Directory && depth < MaxDepth && !DefaultDevices.IsLeftOut(path))
            {
                foreach (var node in Below(path, name, depth + 1))
                {
                    yield return node;
                }
            }
            else if (NodeOf(status, path, name) is { } node)
            {
                yield return node;
            }
        }
    }

    private static DeviceNode? NodeOf(FileStatus status, string path, string inside) => status.Kind is FileKind.BlockDevice or FileKind.CharacterDevice
        ? new DeviceNode
        {
            HostPath = path,
            Path = inside,
            Type = status.Kind == FileKind.BlockDevice ? "b" : "c",
            Major = DeviceNumber.Major(status.SpecialDevice),
            Minor = DeviceNumber.Minor(status.SpecialDevice),
            Permissions = AllPermissions,
            Mode = (uint)status.Permissions,
            Uid = status.Uid,
            Gid = status.Gid,
        }
        : null;

    private static DeviceNode With(DeviceNode node, DeviceRequest request) => node with
    {
        Permissions = request.Permissions ?? AllPermissions,
        Mode = (uint?)request.Mode ?? node.Mode,
        Uid = request.Uid ?? node.Uid,
        Gid = request.Gid ?? node.Gid,
        IsChanged = request is not { Mode: null, Uid: null, Gid: null },
    };
}
