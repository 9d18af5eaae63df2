using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;
using Youki.Runtime.Volumes.Store;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>Finds what is mounted, as a descriptor that stays what it is whatever becomes of the path.</summary>
internal sealed class MountSources(ProtectedDirectories protectedDirectories)
{
    private const ResolveFlags Inside = ResolveFlags.InRoot | ResolveFlags.NoMagicLinks;

    /// <summary>Opens the source of a mount; null where it has none, as a new file system in memory.</summary>
    /// <exception cref="MountException">It is not there, or refused.</exception>
    public SafeFileHandle? Open(int number, ContainerMount mount, SpecInputs inputs) => mount switch
    {
        BindMount bind => OpenBind(bind),
        VolumeMount volume => OpenTaken(VolumesProvider.ResourceKind, number, volume.SubPath, mount, inputs),
        EmptyDirMount or FileMount => OpenTaken(EphemeralProvider.ResourceKind, number, null, mount, inputs),
        _ => null,
    };

    private SafeFileHandle OpenBind(BindMount bind)
    {
        using var host = Descriptor.OpenDirectory("/");
        var source = Descriptor.TryOpenAt(host, RawName.From(bind.Source), OpenFlags.PathOnly, ResolveFlags.NoMagicLinks, out var error);
        if (source is null && error == Errno.ENOENT && bind.CreateHostPath == true)
        {
            source = MakeHostPath(host, bind);
        }

        source ??= error == Errno.ENOENT
            ? throw Refuse(bind, $"its source '{bind.Source}' is not there. Make it, or set CreateHostPath for a directory.")
            : throw Refuse(bind, $"its source '{bind.Source}' cannot be opened.", new NativeException("open", bind.Source, error));
        source = OpenSubPath(source, bind, bind.Source, bind.SubPath);
        if (bind.AllowProtectedPaths != true && protectedDirectories.Find(source) is { } found)
        {
            source.Dispose();
            throw Refuse(bind, $"its source '{bind.Source}' is {found}, and the container could take over the host. Mount something else, or set AllowProtectedPaths.");
        }

        return source;
    }

    private static SafeFileHandle MakeHostPath(SafeFileHandle host, BindMount bind)
    {
        var made = RootedDirectory.Ensure(host, bind.Source);
        if (bind.HostPathUid is not null || bind.HostPathGid is not null)
        {
            var status = FileMetadata.Of(made);
            var error = FileMetadata.TrySetOwner(made, bind.HostPathUid ?? status.Uid, bind.HostPathGid ?? status.Gid);
            if (error != 0)
            {
                throw new NativeException("set the owner of", bind.Source, error);
            }
        }

        if (bind.HostPathMode is { } mode)
        {
            FileMetadata.SetPermissions(made, (int)mode);
        }

        return made;
    }

    private static SafeFileHandle OpenTaken(string kind, int number, string? subPath, ContainerMount mount, SpecInputs inputs)
    {
        var path = inputs.Resources[kind][VolumesLayout.NameOf(number)];
        return OpenSubPath(Descriptor.OpenFile(path, OpenFlags.PathOnly), mount, path, subPath);
    }

    private static SafeFileHandle OpenSubPath(SafeFileHandle source, ContainerMount mount, string path, string? subPath)
    {
        if (subPath is null)
        {
            return source;
        }

        using (source)
        {
            return Descriptor.TryOpenAt(source, RawName.From(subPath), OpenFlags.PathOnly, Inside, out var error)
                ?? throw Refuse(mount, $"there is no '{subPath}' in its source '{path}'.", new NativeException("open", subPath, error));
        }
    }

    private static MountException Refuse(ContainerMount mount, string reason, Exception? inner = null) =>
        new(mount.Target, $"Nothing can be mounted at '{mount.Target}': {reason}", inner);
}
