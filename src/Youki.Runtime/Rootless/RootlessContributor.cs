using Youki.Runtime.Specs;

namespace Youki.Runtime.Rootless;

/// <summary>What is different in the containers of an ordinary user: a user namespace, no supplementary groups, and mounts without ids that are not mapped.</summary>
internal sealed class RootlessContributor : ISpecContributor
{
    /// <summary>Where POSIX message queues are mounted.</summary>
    public const string MessageQueues = "/dev/mqueue";

    private const string Terminals = "/dev/pts";

    /// <summary>The group <c>tty</c>, to which terminals belong by default.</summary>
    private const uint TerminalGroup = 5;

    public SpecStage Stage => SpecStage.Host;

    public RuntimeSpec? Contribute(SpecInputs inputs)
    {
        if (!inputs.Host.Rootless || inputs.IdMappings is not { } mappings)
        {
            return null;
        }

        Check(inputs, inputs.User!, mappings);
        return new RuntimeSpec
        {
            Mounts = [.. SpecDefaults.Mounts.Where(mount => mount.Destination == Terminals && mappings.HostGid(TerminalGroup) is null).Select(WithoutGroup), .. HostMounts(inputs)],
            Linux = new LinuxSpec
            {
                Namespaces = [new LinuxNamespace { Type = "user" }],
                UidMappings = mappings.Uids,
                GidMappings = mappings.Gids,
            },
        };
    }

    /// <summary>
    /// The kernel mounts its file systems of a namespace only for whom the namespace belongs to, and the host's are not this user's: what is mounted on the host is shown.
    /// Source: user_namespaces(7), "Capabilities"; mount_namespaces(7).
    /// </summary>
    private static IEnumerable<Mount> HostMounts(SpecInputs inputs)
    {
        (string Type, string Path, string[] Options)[] views =
            [(NamespaceModes.Network, "/sys", ["ro", "nosuid", "noexec", "nodev"]), (NamespaceModes.Pid, "/proc", ["nosuid", "noexec", "nodev"]), (NamespaceModes.Ipc, MessageQueues, ["nosuid", "noexec", "nodev"])];
        return views.Where(view => NamespaceModes.IsHost(inputs, view.Type))
            .Select(view => new Mount { Destination = view.Path, Type = "bind", Source = view.Path, Options = ["rbind", "rprivate", .. view.Options] });
    }

    private static Mount WithoutGroup(Mount mount) => mount with { Options = [.. mount.Options!.Where(option => !option.StartsWith("gid=", StringComparison.Ordinal))] };

    private static void Check(SpecInputs inputs, ContainerUser user, IdMappings mappings)
    {
        if (mappings.HostUid(user.Uid) is null || mappings.HostGid(user.Gid) is null)
        {
            throw new SubordinateIdException(
                SubordinateIds.UserFile,
                $"Container {inputs.ContainerId} cannot run as {user.Uid}:{user.Gid}: this user has no such ids for containers. {UserMappings.Advice(Math.Max(user.Uid, user.Gid))}")
            { ContainerId = inputs.ContainerId };
        }

        // Root in the container needs no groups to reach files.
        if (user.Uid != 0 && user.AdditionalGids.Any(group => group != user.Gid))
        {
            throw new FeatureNotSupportedException(
                nameof(ContainerConfig.User),
                $"the image puts user {user.Uid} into further groups ({string.Join(", ", user.AdditionalGids.Where(group => group != user.Gid))}), which no runtime gives to containers of ordinary users. "
                + $"Give the group too, which leaves them out: {user.Uid}:{user.Gid}")
            { ContainerId = inputs.ContainerId };
        }
    }
}
