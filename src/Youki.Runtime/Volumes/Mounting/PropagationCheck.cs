using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>Refuses a propagation that the mount which a source lies on cannot give: the kernel would take it, and nothing would ever appear.</summary>
internal static class PropagationCheck
{
    public static void Check(PlannedMount mount)
    {
        if (mount.Mount is not BindMount { Propagation: { } propagation } bind || propagation is MountPropagation.Private or MountPropagation.RecursivePrivate)
        {
            return;
        }

        var entry = MountTree.EntryOf(mount.Source!);
        var isShared = entry?.Propagation.Any(field => field.StartsWith("shared:", StringComparison.Ordinal)) ?? false;
        var isSlave = entry?.Propagation.Any(field => field.StartsWith("master:", StringComparison.Ordinal)) ?? false;
        if (!isShared && (propagation is MountPropagation.Shared or MountPropagation.RecursiveShared || !isSlave))
        {
            throw new MountException(
                mount.Target,
                $"Nothing can be mounted at '{mount.Target}': its source '{bind.Source}' lies on the mount {entry?.MountPoint}, which is private, so nothing could propagate. Run: mount --make-shared {entry?.MountPoint}");
        }
    }
}
