using Youki.Runtime.Native;
using Youki.Runtime.Rootless;

namespace Youki.Runtime.Node;

/// <summary>What an ordinary user can do for containers on this host, and what is missing.</summary>
internal static class RootlessAbilities
{
    public static IEnumerable<HostAbility> All()
    {
        if (CurrentUser.IsRoot)
        {
            yield return new() { Name = "root", Available = true, Detail = "This process runs as root." };
            yield break;
        }

        yield return new() { Name = "root", Available = true, Detail = $"This process runs as user {CurrentUser.Id}: containers have user namespaces with that user's ids." };
        yield return UserNamespaceSwitches.WhyNot() is { } reason
            ? new() { Name = "user-namespaces", Available = false, Detail = "This user can have no containers.", Fix = reason }
            : new() { Name = "user-namespaces", Available = true, Detail = "Ordinary users may make user namespaces." };
        yield return Ids();
        yield return DefaultDirectories.Runtime is { } directory
            ? new() { Name = "runtime-directory", Available = true, Detail = $"State that a reboot empties lies in {directory}." }
            : new()
            {
                Name = "runtime-directory",
                Available = false,
                Detail = "XDG_RUNTIME_DIR is not set: state lies in a directory for temporary files, which a reboot may not empty, and others may clean up.",
                Fix = $"Log in through PAM, or have root make /run/user/{CurrentUser.Id} for this user with mode 700, and set XDG_RUNTIME_DIR to it.",
            };
    }

    private static HostAbility Ids()
    {
        const string Name = "subordinate-ids";
        try
        {
            var mappings = UserMappings.Current();
            var count = mappings.Uids.Sum(range => (long)range.Size!);
            return UserMappings.IsSingle(mappings)
                    ? new() { Name = Name, Available = false, Detail = "Containers have the one user and group id 0, and only images with no other owners can be used.", Fix = UserMappings.Advice(UserMappings.Usual - 1) }
                : MappedCommand.WhyNot() is { } missing ? new() { Name = Name, Available = false, Detail = "This user has subordinate ids, and nothing to use them with.", Fix = missing }
                : count < UserMappings.Usual ? new() { Name = Name, Available = false, Detail = $"Containers have the ids 0 to {count - 1}.", Fix = UserMappings.Advice(UserMappings.Usual - 1) }
                : new() { Name = Name, Available = true, Detail = $"Containers have the ids 0 to {count - 1}." };
        }
        catch (HostResourceException exception)
        {
            return new() { Name = Name, Available = false, Detail = "The ids of this user are not known.", Fix = exception.Message };
        }
    }
}
