using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>Finds out who a container's process runs as, by the accounts of its root file system and Docker's rules (moby/sys, user.GetExecUser).</summary>
internal static class AccountLookup
{
    private const string PasswdPath = "etc/passwd";
    private const string GroupPath = "etc/group";

    // NGROUPS_MAX: setgroups(2) takes no more.
    private const int MaxGroups = 65536;

    /// <summary>Looks a user up.</summary>
    /// <param name="user">What <see cref="ContainerConfig.User"/> says. Null: root.</param>
    /// <param name="rootDirectory">The root file system's directory, or the image's.</param>
    /// <param name="image">The image, for messages.</param>
    /// <exception cref="ContainerConfigException">The user is not valid, or a name is unknown to the image.</exception>
    /// <exception cref="ImageException">The image's account files cannot be used.</exception>
    public static ContainerUser Resolve(string? user, string rootDirectory, string image)
    {
        var (account, group) = UserReference.Parse(user ?? "0");
        try
        {
            using var root = Descriptor.OpenDirectory(rootDirectory);
            var passwd = AccountFile.ReadLines(root, PasswdPath).Select(PasswdEntry.Parse).OfType<PasswdEntry>();
            var groups = AccountFile.ReadLines(root, GroupPath).Select(GroupEntry.Parse).OfType<GroupEntry>();
            return Resolve(account, group, passwd, groups);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ImageException(image, $"The accounts of image '{image}' cannot be used: {exception.Message}", exception);
        }
    }

    private static ContainerUser Resolve(UserReference account, UserReference? group, IEnumerable<PasswdEntry> passwd, IEnumerable<GroupEntry> groups)
    {
        var entry = passwd.FirstOrDefault(candidate => account.Number is { } number ? candidate.Uid == number : candidate.Name == account.Text);
        if (entry is null && account.Number is null)
        {
            throw new ContainerConfigException([$"User '{account.Text}' is not in /{PasswdPath} of the image."]);
        }

        var uid = account.Number ?? entry!.Uid ?? throw new InvalidDataException($"/{PasswdPath} has no valid uid for '{account.Text}'.");
        var gid = group is { } asked ? FindGroup(asked, groups)
            : entry is null ? 0
            : entry.Gid ?? throw new InvalidDataException($"/{PasswdPath} has no valid gid for '{entry.Name}'.");

        // The primary group is among the supplementary ones too: without, a set-group-id program would drop it, and with it what a file denies to that
        // group (CVE-2022-36109 of Docker).
        var supplementary = group is null && entry is not null ? FindMemberships(entry.Name, groups) : [];
        return new ContainerUser { Uid = uid, Gid = gid, AdditionalGids = [.. supplementary.Prepend(gid).Distinct()], Home = FindHome(uid, entry) };
    }

    private static uint FindGroup(UserReference group, IEnumerable<GroupEntry> groups)
    {
        if (group.Number is { } number)
        {
            return number;
        }

        var entry = groups.FirstOrDefault(candidate => candidate.Name == group.Text)
            ?? throw new ContainerConfigException([$"Group '{group.Text}' is not in /{GroupPath} of the image."]);
        return entry.Gid ?? throw new InvalidDataException($"/{GroupPath} has no valid gid for '{group.Text}'.");
    }

    private static List<uint> FindMemberships(string name, IEnumerable<GroupEntry> groups)
    {
        var gids = groups.Where(group => group.Members.Contains(name))
            .Select(group => group.Gid ?? throw new InvalidDataException($"/{GroupPath} has no valid gid for '{group.Name}'."))
            .Distinct().Take(MaxGroups).ToList();
        return gids.Count < MaxGroups ? gids : throw new InvalidDataException($"/{GroupPath} lists '{name}' in {MaxGroups} groups or more.");
    }

    private static string FindHome(uint uid, PasswdEntry? entry) =>
        entry is { Home: ['/', ..] home } && !home.Any(char.IsControl) ? home : uid == 0 ? "/root" : "/";
}
