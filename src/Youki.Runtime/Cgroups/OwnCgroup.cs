using Youki.Runtime.Native;

namespace Youki.Runtime.Cgroups;

/// <summary>Refuses what works through a container's cgroup for containers that have none: those of ordinary users without cgroups.</summary>
internal static class OwnCgroup
{
    /// <param name="cgroups">The cgroups of this host.</param>
    /// <param name="id">The container.</param>
    /// <param name="path">Where its cgroup would be.</param>
    /// <param name="feature">What needs it, as the beginning of a sentence.</param>
    /// <exception cref="FeatureNotSupportedException">It has none.</exception>
    public static void Require(CgroupTree cgroups, ContainerId id, string path, string feature)
    {
        if (!CurrentUser.IsRoot && !cgroups.Exists(path))
        {
            var reason = UserCgroups.WhyNot(cgroups.Mode, Path.GetDirectoryName(path)!) ?? "It was made when this user had no cgroups. Stop it and start it again.";
            throw new FeatureNotSupportedException(feature, $"it needs a cgroup, and container {id} has none of its own: {reason}") { ContainerId = id };
        }
    }
}
