using System.Text.Json;

namespace Youki.Runtime.Images.Content;

/// <summary>
/// Finds what the index and the leases refer to. Documents are gone through without the rules for what can be run: what another tool keeps in the layout stays,
/// whatever it is.
/// </summary>
internal sealed class ContentMarker(ImageIndexFile index, BlobStore blobs, ImageLog log)
{
    private const int MaxNesting = 8;

    /// <summary>What the whole index and the leases refer to. The caller holds the store's lock.</summary>
    public ContentMarks MarkAll(IEnumerable<LeaseRecord> leases) =>
        Mark(index.Read().Select(entry => entry.Manifest).Concat(index.ReadForeign().Select(descriptor => descriptor.Digest)), leases);

    /// <summary>What some manifests and leases refer to.</summary>
    public ContentMarks Mark(IEnumerable<Digest> manifests, IEnumerable<LeaseRecord> leases)
    {
        var marks = new ContentMarks();
        foreach (var digest in manifests)
        {
            MarkDocument(digest, marks, MaxNesting);
        }

        foreach (var lease in leases)
        {
            foreach (var manifest in lease.Manifests)
            {
                MarkDocument(manifest, marks, MaxNesting);
            }

            marks.Blobs.UnionWith(lease.Blobs);
            marks.Layers.UnionWith(lease.Layers);
        }

        return marks;
    }

    private void MarkDocument(Digest digest, ContentMarks marks, int nesting)
    {
        if (!marks.Blobs.Add(digest) || nesting == 0 || blobs.SizeOf(digest) is null)
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(blobs.ReadDocument(digest.ToString(), digest, "manifest"));
            var root = document.RootElement;
            foreach (var child in DigestsOf(root, "manifests"))
            {
                MarkDocument(child, marks, nesting - 1);
            }

            marks.Blobs.UnionWith(DigestsOf(root, "layers"));
            if (root.TryGetProperty("config", out var config) && DigestOf(config) is { } id && marks.Blobs.Add(id))
            {
                MarkLayers(id, marks);
            }
        }
        catch (Exception exception) when (exception is JsonException or ImageException or HostResourceException)
        {
            log.Unreadable(digest, exception.Message);
        }
    }

    private void MarkLayers(Digest id, ContentMarks marks)
    {
        if (blobs.SizeOf(id) is null)
        {
            return;
        }

        using var document = JsonDocument.Parse(blobs.ReadDocument(id.ToString(), id, "configuration"));
        if (document.RootElement.TryGetProperty("rootfs", out var rootfs) && rootfs.ValueKind == JsonValueKind.Object
            && rootfs.TryGetProperty("diff_ids", out var ids) && ids.ValueKind == JsonValueKind.Array)
        {
            foreach (var text in ids.EnumerateArray().Where(each => each.ValueKind == JsonValueKind.String))
            {
                if (Digest.TryParse(text.GetString(), out var diffId))
                {
                    marks.Layers.Add(diffId);
                }
            }
        }
    }

    private static List<Digest> DigestsOf(JsonElement root, string member) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(DigestOf).OfType<Digest>()]
            : [];

    private static Digest? DigestOf(JsonElement descriptor) =>
        descriptor.ValueKind == JsonValueKind.Object && descriptor.TryGetProperty("digest", out var text) && text.ValueKind == JsonValueKind.String
        && Digest.TryParse(text.GetString(), out var digest) ? digest : null;
}
