using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images;

/// <summary>Finds images of the store by what people call them.</summary>
internal sealed class ImageFinder(ImageIndexFile index, DocumentReader documents)
{
    /// <summary>The image of a reference for a platform; null where the store has none. Without a platform: for this host, else the one that came last.</summary>
    public IndexEntry? Find(ImageReference reference, ImagePlatform? platform)
    {
        var entries = index.Read().Where(entry => Leads(reference, entry)).ToList();
        return PlatformChoice.Best(platform ?? ImagePlatform.Host, entries, entry => entry.Platform)
            ?? (platform is null ? entries.MaxBy(entry => entry.PulledAt) : null);
    }

    /// <summary>The platforms that a reference is in the store for.</summary>
    public IReadOnlyList<ImagePlatform> Platforms(ImageReference reference) =>
        [.. index.Read().Where(entry => Leads(reference, entry)).Select(entry => entry.Platform).Distinct()];

    /// <summary>All entries that a reference, an id or the beginning of one leads to; never none.</summary>
    /// <exception cref="ImageNotFoundException">There is no such image.</exception>
    /// <exception cref="ImageException">Several images' ids begin so, or it is neither a reference nor an id.</exception>
    public FoundImage FindAll(string image)
    {
        ArgumentException.ThrowIfNullOrEmpty(image);
        var isId = Digest.TryParse(image, out var id);
        if (!isId && ImageReference.TryParse(image, out var reference) && index.Read().Where(entry => Leads(reference, entry)).ToList() is { Count: > 0 } entries)
        {
            return new FoundImage(entries, reference);
        }

        var byId = index.Read().Where(entry => IdOf(entry) is { } own && (isId ? own == id || entry.Manifest == id : StartsWith(own, image))).ToList();
        if (byId.Count == 0)
        {
            throw NotFound(image, isId || ImageReference.TryParse(image, out _));
        }

        var ids = byId.Select(entry => IdOf(entry)!.Value).Distinct().ToList();
        return ids.Count == 1
            ? new FoundImage(byId, null)
            : throw new ImageException(image, $"The ids of {ids.Count} images begin with '{image}': {string.Join(", ", ids.Take(5))}. Give more digits.");
    }

    /// <summary>The one image that a text leads to; with several platforms, the one for this host or the one that came last.</summary>
    public IndexEntry FindOne(string image)
    {
        var found = FindAll(image);
        return PlatformChoice.Best(ImagePlatform.Host, found.Entries, entry => entry.Platform) ?? found.Entries.MaxBy(entry => entry.PulledAt)!;
    }

    /// <summary>The id of an entry's image; null where its manifest cannot be read.</summary>
    public Digest? IdOf(IndexEntry entry) => documents.TryReadId(entry.Name, entry.Manifest);

    public static ImageNotFoundException NotFound(ImageReference reference) => NotFound(reference.ToString(), isReference: true);

    private static ImageNotFoundException NotFound(string image, bool isReference) => new(
        image,
        isReference ? $"The store has no image '{image}'. Pull it first, or see the list of images." : $"The store has no image '{image}', and that is no reference: {Why(image)}");

    private static string Why(string image)
    {
        try
        {
            ImageReference.Parse(image);
            return "";
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    // With a digest that decides, and the tag beside it says nothing.
    private static bool Leads(ImageReference reference, IndexEntry entry) => entry.Reference is { } own
        && (own == reference
            || (reference is { Transport: ImageTransport.Registry, Digest: { } digest }
                && own.Transport == ImageTransport.Registry && own.Name == reference.Name
                && (entry.Manifest == digest || entry.Source == digest || own.Digest == digest)));

    private static bool StartsWith(Digest id, string beginning) =>
        !beginning.AsSpan().ContainsAnyExcept(Digest.LowerHex) && id.Hex.StartsWith(beginning, StringComparison.Ordinal);
}
