using System.Collections.Concurrent;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Content;

/// <summary>Reads the documents of images that are in the store.</summary>
internal sealed class DocumentReader(BlobStore blobs, ImageLimits limits)
{
    private readonly ConcurrentDictionary<Digest, Digest> _ids = new();

    /// <exception cref="ImageException">A document is not there, damaged, or of a kind that is not taken.</exception>
    public ImageDocuments Read(string image, Digest manifest)
    {
        var content = blobs.ReadDocument(image, manifest, "manifest");
        var decoded = ManifestDecoder.DecodeManifest(image, ManifestDecoder.TypeOf(image, null, content), content, limits);
        return new ImageDocuments(manifest, decoded, ConfigDecoder.Decode(image, blobs.ReadDocument(image, decoded.Config.Digest, "configuration"), decoded));
    }

    /// <summary>The id of the image of a manifest; null where that cannot be read.</summary>
    public Digest? TryReadId(string image, Digest manifest)
    {
        if (_ids.TryGetValue(manifest, out var known))
        {
            return known;
        }

        // A digest stands for one content for ever; only the look at the content is saved.
        return TryReadManifest(image, manifest, out _) is { } read ? _ids[manifest] = read.Config.Digest : null;
    }

    /// <summary>The manifest alone; null and the reason where it cannot be read.</summary>
    public ImageManifest? TryReadManifest(string image, Digest manifest, out string reason)
    {
        try
        {
            reason = "";
            var content = blobs.ReadDocument(image, manifest, "manifest");
            return ManifestDecoder.DecodeManifest(image, ManifestDecoder.TypeOf(image, null, content), content, limits);
        }
        catch (Exception exception) when (exception is ImageException or HostResourceException)
        {
            reason = exception.Message;
            return null;
        }
    }

    public ConfigDocument ReadConfig(string image, Digest id) => ConfigDecoder.Decode(image, blobs.ReadDocument(image, id, "configuration"));

    /// <summary>As <see cref="Read"/>; null and the reason where it cannot be read.</summary>
    public ImageDocuments? TryRead(string image, Digest manifest, out string reason)
    {
        try
        {
            reason = "";
            return Read(image, manifest);
        }
        catch (Exception exception) when (exception is ImageException or HostResourceException)
        {
            reason = exception.Message;
            return null;
        }
    }
}
