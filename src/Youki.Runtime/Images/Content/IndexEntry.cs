using System.Globalization;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Content;

/// <summary>An image of the index: one reference (or none) and one platform, and the manifest that they lead to.</summary>
internal sealed record IndexEntry
{
    /// <summary>The whole reference. Source: OCI image-spec, annotations.md.</summary>
    public const string ReferenceAnnotation = "org.opencontainers.image.ref.name";

    /// <summary>The digest that the source gave for the reference: the index that the manifest was chosen from, or the manifest itself.</summary>
    public const string SourceAnnotation = "youki.runtime.source";

    public const string PulledAnnotation = "youki.runtime.pulled";

    /// <summary>Null: the image has lost its last reference.</summary>
    public ImageReference? Reference { get; init; }

    /// <summary>Of the manifest.</summary>
    public required ContentDescriptor Descriptor { get; init; }

    public required ImagePlatform Platform { get; init; }

    public required Digest Source { get; init; }

    public required DateTimeOffset PulledAt { get; init; }

    public Digest Manifest => Descriptor.Digest;

    /// <summary>The image's name for messages.</summary>
    public string Name => Reference?.ToString() ?? Manifest.ToString();

    public ContentDescriptor ToDescriptor()
    {
        var annotations = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [SourceAnnotation] = Source.Value,
            [PulledAnnotation] = PulledAt.ToString("O", CultureInfo.InvariantCulture),
        };
        if (Reference is { } reference)
        {
            annotations[ReferenceAnnotation] = reference.ToString();
        }

        return new ContentDescriptor
        {
            MediaType = Descriptor.MediaType,
            Digest = Descriptor.Digest,
            Size = Descriptor.Size,
            Platform = PlatformDocument.From(Platform),
            Annotations = annotations,
        };
    }

    /// <summary>Reads an entry; null where it is not one of this library's.</summary>
    public static IndexEntry? TryFrom(ContentDescriptor descriptor)
    {
        if (!MediaTypes.IsManifest(descriptor.MediaType)
            || descriptor.Annotations is not { } annotations
            || descriptor.Platform?.ToPlatform() is not { } platform
            || !Digest.TryParse(annotations.GetValueOrDefault(SourceAnnotation), out var source)
            || !DateTimeOffset.TryParseExact(
                annotations.GetValueOrDefault(PulledAnnotation), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var pulled))
        {
            return null;
        }

        ImageReference? reference = null;
        if (annotations.TryGetValue(ReferenceAnnotation, out var text))
        {
            if (!ImageReference.TryParse(text, out var parsed))
            {
                return null;
            }

            reference = parsed;
        }

        return new IndexEntry { Reference = reference, Descriptor = descriptor, Platform = platform, Source = source, PulledAt = pulled };
    }
}
