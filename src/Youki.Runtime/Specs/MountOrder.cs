using System.Text.Json.Nodes;

namespace Youki.Runtime.Specs;

/// <summary>Has runtimes, which mount in the order of the list, mount a parent before what lies below it, which it would cover. All else stays in its order.</summary>
internal static class MountOrder
{
    public static void BringParentsFirst(JsonArray mounts)
    {
        var ordered = new List<JsonNode?>(mounts.Count);
        foreach (var mount in mounts)
        {
            var path = DestinationOf(mount);
            var child = ordered.FindIndex(known => path is not null && DestinationOf(known) is { } other && MountTarget.IsBelow(other, path));
            ordered.Insert(child < 0 ? ordered.Count : child, mount);
        }

        mounts.Clear();
        foreach (var mount in ordered)
        {
            mounts.Add(mount);
        }
    }

    private static string? DestinationOf(JsonNode? mount) => mount?["destination"]?.GetValue<string>();
}
