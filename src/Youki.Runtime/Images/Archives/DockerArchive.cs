using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Archives;

/// <summary>What <c>docker save</c>, <c>podman save</c> and skopeo write: a manifest.json that names configurations and layers.</summary>
internal sealed class DockerArchive(IImageFiles files, string image, IReadOnlyList<DockerArchiveEntry> entries, ImageLimits limits) : IImageArchive
{
    public const string ManifestName = "manifest.json";

    private const int MaxImages = 1000;
    private const int MaxNames = 2000;

    /// <summary>Opens a Docker archive.</summary>
    /// <exception cref="ImageFormatException">It is none.</exception>
    public static async Task<DockerArchive> OpenAsync(IImageFiles files, string image, ImageLimits limits, CancellationToken cancellationToken)
    {
        var content = await SmallDocument.TryReadAsync(files, ManifestName, image, cancellationToken).ConfigureAwait(false)
            ?? throw new ImageFormatException(image, $"Image '{image}' cannot be read: it is no archive of images: it has neither '{LayoutArchive.MarkerName}' nor '{ManifestName}'.");
        var entries = SmallDocument.Parse(content, ArchiveJson.Default.IReadOnlyListDockerArchiveEntry, ManifestName, image);
        if (entries.Any(entry => entry is null || entry.Layers.Contains(null!) || entry.RepoTags?.Contains(null!) == true))
        {
            throw new ImageFormatException(image, $"Image '{image}' cannot be read: '{ManifestName}' in it has nulls where it should not.");
        }

        // Each name is written to the store's index on its own.
        if (entries.Sum(entry => entry.RepoTags?.Count ?? 0) is > MaxNames and var names)
        {
            throw new ImageFormatException(image, $"Image '{image}' cannot be read: its '{ManifestName}' gives {names} names, and at most {MaxNames} are taken.");
        }

        return entries.Count <= MaxImages
            ? new DockerArchive(files, image, entries, limits)
            : throw new ImageFormatException(image, $"Image '{image}' cannot be read: its '{ManifestName}' names {entries.Count} images, and at most {MaxImages} are taken.");
    }

    public IImageSource Choose(string? name)
    {
        var chosen = name is null ? entries : [.. entries.Where(entry => entry.RepoTags?.Any(tag => IsSame(tag, name)) == true)];
        return chosen.Count switch
        {
            1 => new DockerArchiveSource(files, image, chosen[0], limits),
            0 when name is not null => throw new ImageNotFoundException(image, $"Image '{image}' is not there: no image has the name '{name}'. {Describe()}"),
            0 => throw new ImageNotFoundException(image, $"Image '{image}' is not there: the archive lists no image."),
            _ => throw new ImageNotFoundException(image, $"Image '{image}' is not clear: there are several images. {Describe()}"),
        };
    }

    public IEnumerable<ArchivedImage> List()
    {
        foreach (var entry in entries)
        {
            var source = new DockerArchiveSource(files, image, entry, limits);
            foreach (var tag in entry.RepoTags is { Count: > 0 } tags ? tags : [null!])
            {
                yield return new ArchivedImage(tag ?? entry.Config, LayoutNames.ToReference(tag), source);
            }
        }
    }

    private static bool IsSame(string tag, string name) =>
        tag == name || (ImageReference.TryParse(tag, out var one) && ImageReference.TryParse(name, out var other) && one == other);

    private string Describe() => $"It holds: {string.Join(", ", entries.SelectMany(entry => entry.RepoTags ?? []).Take(20).Select(tag => $"'{(tag.Length > 256 ? tag[..256] + "..." : tag)}'"))}.";
}
