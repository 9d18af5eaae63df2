using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Copying;

/// <summary>Gives directories their attributes when everything in them is made, so that none undoes another.</summary>
internal sealed class CopyDirectories(CopyTarget target, CopyAttributes attributes)
{
    private readonly List<(byte[] Path, int Permissions, uint Uid, uint Gid, FileTime Modified)> _directories = [];

    public void Add(TarEntry entry, byte[] path)
    {
        _directories.Add((path, attributes.PermissionsOf(entry), entry.Uid, entry.Gid, entry.Modified));
        if (entry.Attributes.Count > 0 && target.TryOpenDirectory(path) is { } directory)
        {
            using (directory)
            {
                attributes.SetExtended(entry, directory);
            }
        }
    }

    /// <summary>What has gone or is something else by now, in a container that runs, is passed over.</summary>
    public void Complete(CancellationToken cancellationToken)
    {
        for (var index = _directories.Count - 1; index >= 0; index--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (path, permissions, uid, gid, modified) = _directories[index];
            using var directory = target.TryOpenDirectory(path);
            if (directory is not null)
            {
                attributes.SetOwner(directory, uid, gid);
                FileMetadata.SetPermissions(directory, permissions);
                FileMetadata.SetModified(directory, modified);
            }
        }
    }
}
