using Youki.Runtime.Native;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Rootless;

/// <summary>
/// Which ids the containers of an ordinary user have: root in them is the user, and the ids from 1 on are the user's subordinate ids, one range after the
/// other. All containers of a user have the same ones.
/// </summary>
internal static class UserMappings
{
    /// <summary>How many ids images count on: up to 65534, nobody.</summary>
    public const uint Usual = 65536;

    /// <summary>Of this process's user, as the files say now.</summary>
    public static IdMappings Current() => Of(
        CurrentUser.Id,
        CurrentUser.GroupId,
        SubordinateIds.Read(SubordinateIds.UserFile, Environment.UserName, CurrentUser.Id),
        SubordinateIds.Read(SubordinateIds.GroupFile, Environment.UserName, CurrentUser.Id));

    public static IdMappings Of(uint uid, uint gid, IReadOnlyList<SubordinateRange> uids, IReadOnlyList<SubordinateRange> gids) =>
        // Programs change user and group together: with only one of the two files nothing is gained.
        uids.Count == 0 || gids.Count == 0
            ? new IdMappings { Uids = Map(uid, []), Gids = Map(gid, []) }
            : new IdMappings { Uids = Map(uid, uids), Gids = Map(gid, [.. gids.Where(range => !range.Overlaps(new SubordinateRange(gid, 1)))]) };

    /// <summary>Whether the user has no ids but the own one.</summary>
    public static bool IsSingle(IdMappings mappings) => mappings.Uids.Count == 1 && mappings.Gids.Count == 1;

    /// <summary>What an administrator is to do, so that a user has an id.</summary>
    public static string Advice(uint needed)
    {
        var count = Math.Max(Usual, needed == uint.MaxValue ? needed : needed + 1);
        return $"Have root write '{Environment.UserName}:FIRST:{count}' to {SubordinateIds.UserFile} and to {SubordinateIds.GroupFile}, where FIRST begins a range that nobody has, "
            + $"such as by: usermod --add-subuids 100000-{100000 + (ulong)count - 1} --add-subgids 100000-{100000 + (ulong)count - 1} {Environment.UserName}";
    }

    private static List<LinuxIdMapping> Map(uint own, IReadOnlyList<SubordinateRange> ranges)
    {
        List<LinuxIdMapping> map = [new() { ContainerId = 0, HostId = own, Size = 1 }];
        ulong next = 1;
        foreach (var range in ranges)
        {
            // The last id, 2^32-1, stands for none.
            var size = (uint)Math.Min(range.Count, uint.MaxValue - next);
            if (size == 0)
            {
                break;
            }

            map.Add(new LinuxIdMapping { ContainerId = (uint)next, HostId = range.Start, Size = size });
            next += size;
        }

        return map;
    }
}
