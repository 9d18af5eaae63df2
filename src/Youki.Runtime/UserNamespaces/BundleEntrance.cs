using Youki.Runtime.Native;

namespace Youki.Runtime.UserNamespaces;

/// <summary>
/// Lets the root of a container's user namespace through to its own bundle: runtimes mount the root file system as that user, by its path (runc 1.1.5 and
/// youki 0.7.0, measured). The bundle admits its group alone, which is no account's; the directory of all bundles lets everybody through and shows nobody a name.
/// </summary>
internal static class BundleEntrance
{
    private const int OthersMayPass = 1;
    private const int GroupAndOthersMayPass = 9; // 0011

    /// <exception cref="HostResourceException">A directory above admits nobody.</exception>
    public static void Open(string bundlePath, IdMappings mappings, ContainerId id)
    {
        MappedRoot.Admit(bundlePath, mappings);
        var directory = Path.GetDirectoryName(bundlePath)!;
        using (var all = Descriptor.OpenDirectory(directory))
        {
            var permissions = FileMetadata.Of(all).Permissions;
            if ((permissions & GroupAndOthersMayPass) != GroupAndOthersMayPass)
            {
                FileMetadata.SetPermissions(all, permissions | GroupAndOthersMayPass);
            }
        }

        // Those above are not this library's to change.
        for (var above = Path.GetDirectoryName(directory); above is not null; above = Path.GetDirectoryName(above))
        {
            if (FileMetadata.TryOf(above) is { } status && (status.Permissions & OthersMayPass) == 0)
            {
                throw new HostResourceException(
                    IdMappings.ResourceKind,
                    $"Container {id} with a user namespace cannot be made: root of that namespace, an ordinary user of the host, must get through '{above}' to its bundle. Run: chmod o+x '{above}'")
                { ContainerId = id };
            }
        }
    }
}
