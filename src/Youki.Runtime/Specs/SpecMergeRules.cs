using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Youki.Runtime.Specs;

/// <summary>
/// How the members of config.json are merged, by their path. What is named in none of the tables is either an object, whose members are merged one by one,
/// or a scalar or whole set, which a later stage replaces.
/// </summary>
internal static class SpecMergeRules
{
    /// <summary>Lists that are united: what tells their items apart.</summary>
    public static FrozenDictionary<string, Func<JsonNode?, string>> KeyedLists { get; } = new Dictionary<string, Func<JsonNode?, string>>
    {
        ["mounts"] = item => Member(item, "destination") is { Length: > 1 } path ? path.TrimEnd('/') : Member(item, "destination"),
        ["process.env"] = item => item is null ? string.Empty : item.GetValue<string>().Split('=', 2)[0],
        ["process.rlimits"] = item => Member(item, "type"),
        ["process.user.additionalGids"] = item => item?.ToJsonString() ?? string.Empty,
        ["linux.namespaces"] = item => Member(item, "type"),
        ["linux.devices"] = item => Member(item, "path"),
        ["linux.resources.hugepageLimits"] = item => Member(item, "pageSize"),
    }.ToFrozenDictionary();

    /// <summary>Objects whose members are named by the user, not by the specification; united, each value a whole.</summary>
    public static FrozenSet<string> Maps { get; } = FrozenSet.Create(
        "annotations", "linux.sysctl", "linux.timeOffsets", "linux.netDevices", "linux.resources.unified", "linux.resources.rdma");

    /// <summary>Objects that make sense only as one: half of a filter of system calls and half of another are none.</summary>
    public static FrozenSet<string> Wholes { get; } = FrozenSet.Create("linux.seccomp");

    /// <summary>Lists in which the order counts and each contributor adds its own.</summary>
    public static FrozenSet<string> AppendedLists { get; } = FrozenSet.Create(
        "hooks.prestart", "hooks.createRuntime", "hooks.createContainer", "hooks.startContainer",
        "hooks.poststart", "hooks.poststop", "linux.resources.devices");

    private static string Member(JsonNode? item, string name) => item?[name]?.GetValue<string>() ?? string.Empty;
}
