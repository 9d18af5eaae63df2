using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Transfer;

/// <summary>Finds the manifest of a platform where a reference leads to.</summary>
internal sealed class ManifestChoice(IImageSource source, string image, ImagePlatform wanted, ImageLimits limits)
{
    // An index may name indexes. Nobody nests them deeper.
    private const int MaxNesting = 3;

    // Each may name thousands of others, of which each is one more request.
    private const int MaxNestedIndexes = 16;

    private int _nestedIndexes;

    /// <summary>Fetches the manifest.</summary>
    /// <param name="digest">The digest of the reference. Null: it has none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ImagePlatformException">There is none for the platform.</exception>
    /// <exception cref="ImageDamagedException">What came is not what was asked for.</exception>
    public async Task<ChosenManifest> FetchAsync(Digest? digest, CancellationToken cancellationToken)
    {
        var fetched = await source.FetchManifestAsync(digest, cancellationToken).ConfigureAwait(false);
        CheckDigest(digest, fetched.Content);
        var own = digest ?? Digest.Of(fetched.Content);
        var type = ManifestDecoder.TypeOf(image, fetched.MediaType, fetched.Content);
        if (MediaTypes.IsManifest(type))
        {
            return Choose(type, own, fetched.Content, null, own);
        }

        var offers = new List<ImagePlatform>();
        return await ChooseFromAsync(ManifestDecoder.DecodeIndex(image, type, fetched.Content), own, offers, MaxNesting, cancellationToken).ConfigureAwait(false)
            ?? throw new ImagePlatformException(image, wanted, [.. offers.Distinct()]);
    }

    private async Task<ChosenManifest?> ChooseFromAsync(ImageIndex index, Digest top, List<ImagePlatform> offers, int nesting, CancellationToken cancellationToken)
    {
        var manifests = index.Manifests
            .Where(descriptor => MediaTypes.IsManifest(descriptor.MediaType) && descriptor.Platform?.ToPlatform() is not null)
            .Select(descriptor => new Offer(descriptor, descriptor.Platform!.ToPlatform()!.Value))
            .ToList();
        offers.AddRange(manifests.Select(offer => offer.Platform));
        if (PlatformChoice.Best(wanted, manifests, offer => offer.Platform) is { } best)
        {
            return await FetchChosenAsync(best.Descriptor, best.Platform, top, cancellationToken).ConfigureAwait(false);
        }

        foreach (var nested in index.Manifests.Where(descriptor => MediaTypes.IsIndex(descriptor.MediaType) && nesting > 0))
        {
            if (++_nestedIndexes > MaxNestedIndexes)
            {
                throw ManifestDecoder.Refused(image, $"its index names indexes, and those others, more than {MaxNestedIndexes} in all");
            }

            var content = await FetchAsync(nested, cancellationToken).ConfigureAwait(false);
            var decoded = ManifestDecoder.DecodeIndex(image, nested.MediaType, content);
            if (await ChooseFromAsync(decoded, top, offers, nesting - 1, cancellationToken).ConfigureAwait(false) is { } chosen)
            {
                return chosen;
            }
        }

        // An index may leave platforms out; with one image in it there is nothing to choose.
        var unsaid = index.Manifests.Where(descriptor => MediaTypes.IsManifest(descriptor.MediaType) && descriptor.Platform is null).ToList();
        return manifests.Count == 0 && unsaid is [var only] ? await FetchChosenAsync(only, null, top, cancellationToken).ConfigureAwait(false) : null;
    }

    private async Task<ChosenManifest> FetchChosenAsync(ContentDescriptor descriptor, ImagePlatform? platform, Digest top, CancellationToken cancellationToken) =>
        Choose(descriptor.MediaType, descriptor.Digest, await FetchAsync(descriptor, cancellationToken).ConfigureAwait(false), platform, top);

    private async Task<byte[]> FetchAsync(ContentDescriptor descriptor, CancellationToken cancellationToken)
    {
        var fetched = await source.FetchManifestAsync(descriptor.Digest, cancellationToken).ConfigureAwait(false);
        CheckDigest(descriptor.Digest, fetched.Content);
        if (fetched.Content.Length != descriptor.Size)
        {
            throw new ImageDamagedException(image, descriptor.Digest, $"Manifest {descriptor.Digest} of image '{image}' has {fetched.Content.Length} bytes, and its index says {descriptor.Size}.");
        }

        // What the index calls it is what it must be; what the source calls it must not differ from that.
        var type = ManifestDecoder.TypeOf(image, fetched.MediaType, fetched.Content);
        return type == descriptor.MediaType
            ? fetched.Content
            : throw ManifestDecoder.Refused(image, $"manifest {descriptor.Digest} is of type '{type}', and its index calls it '{ManifestDecoder.Shorten(descriptor.MediaType)}'");
    }

    private ChosenManifest Choose(string type, Digest digest, byte[] content, ImagePlatform? platform, Digest top) => new(
        new ContentDescriptor { MediaType = type, Digest = digest, Size = content.Length }, ManifestDecoder.DecodeManifest(image, type, content, limits), content, platform, top);

    private void CheckDigest(Digest? digest, byte[] content)
    {
        if (digest is { } expected && !ContentCheck.Matches(expected, content))
        {
            throw new ImageDamagedException(
                image, expected, $"The manifest of image '{image}' is not what its digest {expected} says: it was damaged on the way, or somebody put another in its place. Nothing of it is used.");
        }
    }

    private sealed record Offer(ContentDescriptor Descriptor, ImagePlatform Platform);
}
