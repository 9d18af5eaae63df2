using Youki.Runtime.Specs;

namespace Youki.Runtime.UserNamespaces;

/// <summary>Says which ids of the host the container's are.</summary>
internal sealed class UserNamespaceContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Config;

    public RuntimeSpec? Contribute(SpecInputs inputs)
    {
        if (inputs.IdMappings is not { } mappings)
        {
            return null;
        }

        CheckUser(inputs, mappings);
        return new()
        {
            Linux = new LinuxSpec
            {
                Namespaces = [new LinuxNamespace { Type = "user" }],
                UidMappings = mappings.Uids,
                GidMappings = mappings.Gids,
            },
        };
    }

    private static void CheckUser(SpecInputs inputs, IdMappings mappings)
    {
        if (inputs.User is not { } user)
        {
            return;
        }

        string[] errors =
        [
            .. mappings.HostUid(user.Uid) is null ? [Unmapped("user", user.Uid)] : Array.Empty<string>(),
            .. (user.AdditionalGids ?? []).Prepend(user.Gid).Distinct().Where(gid => mappings.HostGid(gid) is null).Select(gid => Unmapped("group", gid)),
        ];
        if (errors.Length > 0)
        {
            throw new ContainerConfigException(errors) { ContainerId = inputs.ContainerId };
        }
    }

    private static string Unmapped(string kind, uint id) =>
        $"{nameof(ContainerConfig.UserNamespace)}: the process would run as {kind} {id}, which has no id on the host. Map it, or give {nameof(ContainerConfig.User)}.";
}
