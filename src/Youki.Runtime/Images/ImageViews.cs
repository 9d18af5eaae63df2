using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images;

/// <summary>Shows what is in the store.</summary>
internal sealed class ImageViews(ImageFinder finder, ImageIndexFile index, DocumentReader documents, LayerStore layers, LeaseStore leases)
{
    /// <summary>The images, the newest first. One whose documents cannot be read is shown with what the index knows; a verification mends it.</summary>
    public IReadOnlyList<ImageInfo> List(ImageFilter? filter)
    {
        var entries = index.Read();
        return
        [
            .. entries
                .GroupBy(entry => entry.Manifest)
                .Select(group => (Image: documents.TryRead(group.First().Name, group.Key, out _), Entries: group.ToList()))
                .Where(each => Matches(each.Image, each.Entries, filter))
                .Select(each => each.Image is null ? DescribeUnreadable(each.Entries) : Describe(each.Image, entries))
                .OrderByDescending(image => image.CreatedAt ?? image.PulledAt)
                .ThenBy(image => image.Digest.Value, StringComparer.Ordinal),
        ];
    }

    public ImageDetails Inspect(string image)
    {
        var entry = finder.FindOne(image);
        var read = documents.Read(image, entry.Manifest);
        return new ImageDetails
        {
            Image = Describe(read, index.Read()),
            Config = read.Config.Config?.ToConfig() ?? new ImageConfig(),
            Layers = [.. read.Manifest.Layers.Zip(read.DiffIds).Select(layer => ToLayer(layer.First, layer.Second))],
            History = [.. (read.Config.History ?? []).Select(ToHistory)],
            Author = read.Config.Author,
            Annotations = read.Manifest.Annotations,
            Containers = ContainersOf(read.Id),
        };
    }

    /// <summary>The containers that were made from an image, by its id.</summary>
    public IReadOnlyList<ContainerId> ContainersOf(Digest id) =>
    [
        .. leases.ReadAll(sweep: false)
            .Where(lease => lease.Image?.Id == id && lease.Container is not null)
            .Select(lease => lease.Container!.Value)
            .Distinct()
            .OrderBy(container => container.Value, StringComparer.Ordinal),
    ];

    public ImageInfo Describe(ImageDocuments image, IReadOnlyList<IndexEntry> entries)
    {
        var own = entries.Where(entry => entry.Manifest == image.Digest).ToList();
        return new ImageInfo
        {
            Id = image.Id,
            Digest = image.Digest,
            References = [.. own.Select(entry => entry.Reference).OfType<ImageReference>().Distinct().OrderBy(reference => reference.ToString(), StringComparer.Ordinal)],
            Platform = own.FirstOrDefault()?.Platform ?? ConfigDecoder.PlatformOf(image.Config) ?? ImagePlatform.Host,
            CreatedAt = image.Config.Created,
            PulledAt = own.Count > 0 ? own.Max(entry => entry.PulledAt) : default,
            CompressedSize = image.Manifest.Layers.Sum(layer => layer.Size),
            Size = image.DiffIds.Sum(layer => layers.TryFind(layer)?.Size ?? 0),
        };
    }

    /// <summary>What the index alone knows of an image.</summary>
    public static ImageInfo DescribeUnreadable(IReadOnlyList<IndexEntry> entries) => new()
    {
        Id = entries[0].Manifest,
        Digest = entries[0].Manifest,
        References = [.. entries.Select(entry => entry.Reference).OfType<ImageReference>().Distinct()],
        Platform = entries[0].Platform,
        PulledAt = entries.Max(entry => entry.PulledAt),
        CompressedSize = 0,
        Size = 0,
    };

    private static bool Matches(ImageDocuments? image, List<IndexEntry> entries, ImageFilter? filter)
    {
        if (filter is null)
        {
            return true;
        }

        var references = entries.Select(entry => entry.Reference).OfType<ImageReference>().ToList();
        return (filter.Dangling is not { } dangling || dangling == (references.Count == 0))
            && (filter.Reference is not { } wanted || MatchesReference(wanted, references, entries))
            && (filter.Labels is not { } labels || labels.All(label => HasLabel(image?.Config.Config?.Labels, label)));
    }

    private static bool HasLabel(IReadOnlyDictionary<string, string>? labels, KeyValuePair<string, string?> wanted) =>
        labels is not null && labels.TryGetValue(wanted.Key, out var value) && (wanted.Value is null || wanted.Value == value);

    private static bool MatchesReference(string wanted, List<ImageReference> references, List<IndexEntry> entries)
    {
        if (!ImageReference.TryParse(wanted, out var reference))
        {
            return false;
        }

        if (reference.Transport != ImageTransport.Registry)
        {
            return references.Contains(reference);
        }

        // A text that says neither tag nor digest means the whole repository, though the parsed reference has a tag.
        var isBare = reference.Digest is null && !wanted.EndsWith($":{reference.Tag}", StringComparison.Ordinal);
        return references.Any(each => each.Transport == ImageTransport.Registry && each.Name == reference.Name
            && (isBare || each == reference || (reference.Digest is { } digest && entries.Any(entry => entry.Manifest == digest || entry.Source == digest))));
    }

    private ImageLayer ToLayer(ContentDescriptor blob, Digest diffId) => new()
    {
        Digest = blob.Digest,
        DiffId = diffId,
        MediaType = blob.MediaType,
        CompressedSize = blob.Size,
        Size = layers.TryFind(diffId)?.Size ?? 0,
    };

    private static ImageHistoryEntry ToHistory(HistoryDocument entry) => new()
    {
        Created = entry.Created,
        CreatedBy = entry.CreatedBy,
        Author = entry.Author,
        Comment = entry.Comment,
        EmptyLayer = entry.EmptyLayer,
    };
}
