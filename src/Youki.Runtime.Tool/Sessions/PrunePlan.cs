using System.Text;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>What <c>system prune</c> would take, in words.</summary>
internal static class PrunePlan
{
    private const int MaxNames = 10;

    /// <param name="session">Where it would be taken from.</param>
    /// <param name="all">Whether images with a name go too.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public static async Task<string> TextOfAsync(ToolSession session, bool all, CancellationToken cancellationToken)
    {
        var ended = await session.Containers.ListContainersAsync(session.Settings.Node, new ContainerFilter { States = [ContainerState.Stopped] }, cancellationToken);
        var images = await ImagesAsync(session, all, [.. ended.Select(status => status.Id)], cancellationToken);
        var usage = await session.Images.GetStorageUsageAsync(cancellationToken);
        var ofContainers = usage.Containers.ReclaimableBytes + usage.Volumes.ReclaimableBytes + usage.Logs.ReclaimableBytes;
        var text = new StringBuilder("This removes:\n");
        Add(text, "containers that have ended", [.. ended.Select(status => status.Name ?? ContainerReference.Core(status.Id))], ofContainers);
        Add(text, all ? "images that no container uses" : "images without a name", [.. images.Select(ImageTable.NameOf)], images.Sum(image => image.Size + image.CompressedSize));
        text.Append("  what belongs to no image\n");
        return text.ToString();
    }

    private static async Task<IReadOnlyList<ImageInfo>> ImagesAsync(ToolSession session, bool all, HashSet<ContainerId> ended, CancellationToken cancellationToken)
    {
        var unused = new List<ImageInfo>();
        foreach (var image in await session.Images.ListImagesAsync(new ImageFilter { Dangling = all ? null : true }, cancellationToken))
        {
            var details = await session.Images.InspectImageAsync(image.Id.Value, cancellationToken);
            if (details.Containers.All(ended.Contains))
            {
                unused.Add(image);
            }
        }

        return unused;
    }

    private static void Add(StringBuilder text, string what, IReadOnlyList<string> names, long bytes)
    {
        text.Append("  ").Append(what).Append(": ");
        if (names.Count == 0)
        {
            text.Append("none\n");
            return;
        }

        var rest = names.Count > MaxNames ? $", and {names.Count - MaxNames} more" : string.Empty;
        text.Append(names.Count).Append(" (").Append(HumanSize.Of(bytes)).Append(" at most): ").AppendJoin(", ", names.Take(MaxNames).Select(TerminalText.Clean)).Append(rest).Append('\n');
    }
}
