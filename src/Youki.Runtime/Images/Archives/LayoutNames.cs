using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Archives;

/// <summary>The names of the images in the index.json of a layout. Source: OCI image-spec, image-layout.md; the names are annotations.</summary>
internal static class LayoutNames
{
    /// <summary>The name, or only the tag.</summary>
    public const string RefName = "org.opencontainers.image.ref.name";

    /// <summary>The whole name, beside a tag in <see cref="RefName"/>, where containerd or BuildKit wrote it.</summary>
    public const string ContainerdName = "io.containerd.image.name";

    private const int MaxNamesInMessage = 20;

    /// <summary>The entries that a name chooses: one, or one for each platform.</summary>
    /// <param name="index">The index.</param>
    /// <param name="name">The name. Null: the only image.</param>
    /// <param name="image">The image as it was asked for, for messages.</param>
    /// <exception cref="ImageNotFoundException">There is none, or no name was given and there are several.</exception>
    public static IReadOnlyList<ContentDescriptor> Choose(ImageIndex index, string? name, string image)
    {
        if (index.Manifests.Count == 0)
        {
            throw new ImageNotFoundException(image, $"Image '{image}' is not there: the index lists no image.");
        }

        if (name is not null)
        {
            var exact = index.Manifests.Where(entry => NamesOf(entry).Contains(name)).ToList();
            var chosen = exact.Count > 0 ? exact : [.. index.Manifests.Where(entry => NamesOf(entry).Any(candidate => IsSame(candidate, name)))];
            return chosen.Count > 0 ? chosen : throw new ImageNotFoundException(image, $"Image '{image}' is not there: no image has the name '{name}'. {Describe(index)}");
        }

        // One image may have several names, and an entry for each platform, but not both: then it is not clear what belongs together.
        return index.Manifests.DistinctBy(entry => entry.Digest).Take(2).Count() == 1 ? [index.Manifests[0]]
            : index.Manifests.DistinctBy(WholeName).Take(2).Count() == 1 ? index.Manifests
            : throw new ImageNotFoundException(image, $"Image '{image}' is not clear: there are several images. {Describe(index)}");
    }

    /// <summary>The best name of an entry; null where it has none.</summary>
    public static string? WholeName(ContentDescriptor entry) =>
        entry.Annotations is not { } annotations ? null
        : annotations.GetValueOrDefault(ContainerdName) is { Length: > 0 } whole ? whole
        : annotations.GetValueOrDefault(RefName) is { Length: > 0 } name ? name
        : null;

    /// <summary>The reference that a name in an archive is; null where it is none, or only a tag: that of what, the archive does not say.</summary>
    public static ImageReference? ToReference(string? name) =>
        name is not null && name.AsSpan().ContainsAny("/:@") && ImageReference.TryParse(name, out var reference) && reference is { Transport: ImageTransport.Registry, Tag: not null, Digest: null }
            ? reference
            : null;

    private static IEnumerable<string> NamesOf(ContentDescriptor entry) => entry.Annotations is { } annotations
        ? new[] { RefName, ContainerdName }.Select(key => annotations.GetValueOrDefault(key)).OfType<string>()
        : [];

    private static bool IsSame(string candidate, string name) =>
        ImageReference.TryParse(candidate, out var one) && ImageReference.TryParse(name, out var other) && one == other;

    private static string Describe(ImageIndex index)
    {
        var names = index.Manifests.Select(WholeName).OfType<string>().Distinct().ToList();
        var shown = string.Join(", ", names.Take(MaxNamesInMessage).Select(name => $"'{(name.Length > 256 ? name[..256] + "..." : name)}'"));
        return names.Count == 0 ? $"It holds {index.Manifests.Count} without a name."
            : $"It holds: {shown}{(names.Count > MaxNamesInMessage ? $" and {names.Count - MaxNamesInMessage} more" : "")}.";
    }
}
