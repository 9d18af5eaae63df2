using System.Globalization;
using Youki.Runtime.Specs;

namespace Youki.Runtime;

/// <summary>Which ids of the host the ids in a user namespace are. Source: user_namespaces(7).</summary>
public sealed record IdMappings
{
    /// <summary>The kind of the provider that holds a container's ranges of ids: <c>user-namespace</c>.</summary>
    public const string ResourceKind = "user-namespace";

    private const string UidsKey = "uids";
    private const string GidsKey = "gids";

    /// <summary>Ranges of user ids; at least one.</summary>
    public required IReadOnlyList<LinuxIdMapping> Uids { get; init; }

    /// <summary>Ranges of group ids; at least one.</summary>
    public required IReadOnlyList<LinuxIdMapping> Gids { get; init; }

    /// <summary>The host's id of a user of the container. Null: it has none.</summary>
    public uint? HostUid(uint uid) => Find(Uids, uid);

    /// <summary>The host's id of a group of the container. Null: it has none.</summary>
    public uint? HostGid(uint gid) => Find(Gids, gid);

    /// <summary>Which user of the container a host's id is. Null: none.</summary>
    public uint? ContainerUid(uint hostUid) => FindInside(Uids, hostUid);

    /// <summary>Which group of the container a host's id is. Null: none.</summary>
    public uint? ContainerGid(uint hostGid) => FindInside(Gids, hostGid);

    /// <summary>The other way around: from the host's ids to the container's.</summary>
    internal IdMappings Reversed() => new() { Uids = Reverse(Uids), Gids = Reverse(Gids) };

    /// <summary>As a provider stores it: <c>uids</c> and <c>gids</c>, each <c>container:host:size</c>, separated by commas.</summary>
    public IReadOnlyDictionary<string, string> ToData() => new Dictionary<string, string> { [UidsKey] = Write(Uids), [GidsKey] = Write(Gids) };

    /// <summary>What <see cref="ToData"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static IdMappings FromData(IReadOnlyDictionary<string, string> data) => new() { Uids = Read(data[UidsKey]), Gids = Read(data[GidsKey]) };

    private static uint? Find(IReadOnlyList<LinuxIdMapping> ranges, uint id) =>
        ranges.FirstOrDefault(range => id >= range.ContainerId && id - range.ContainerId < range.Size) is { } found ? found.HostId + (id - found.ContainerId) : null;

    private static uint? FindInside(IReadOnlyList<LinuxIdMapping> ranges, uint id) =>
        ranges.FirstOrDefault(range => id >= range.HostId && id - range.HostId < range.Size) is { } found ? found.ContainerId + (id - found.HostId) : null;

    private static IReadOnlyList<LinuxIdMapping> Reverse(IReadOnlyList<LinuxIdMapping> ranges) =>
        [.. ranges.Select(range => new LinuxIdMapping { ContainerId = range.HostId, HostId = range.ContainerId, Size = range.Size })];

    private static string Write(IReadOnlyList<LinuxIdMapping> ranges) =>
        string.Join(',', ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.ContainerId}:{range.HostId}:{range.Size}")));

    private static List<LinuxIdMapping> Read(string text) =>
    [
        .. text.Split(',').Select(range => range.Split(':').Select(number => uint.Parse(number, CultureInfo.InvariantCulture)).ToArray() is [var inside, var outside, var size]
            ? new LinuxIdMapping { ContainerId = inside, HostId = outside, Size = size }
            : throw new FormatException($"'{range}' is no range of ids, container:host:size.")),
    ];
}
