using System.Text.Json;

namespace Youki.Runtime.Images.Content;

/// <summary>
/// Finds what the index and the leases refer to. Documents are gone through without the rules for what can be run: what another tool keeps in the layout stays,
/// whatever it is.
/// </summary>
internal sealed class ContentMarker(ImageIndexFile index, BlobStore blobs, ImageLog log)
{
    private const int MaxNesting = 8;

    /// <summary>What these entries, those of other tools in the index, and the leases refer to. The caller holds the store's lock.</summary>
    public ContentMarks MarkAll(IEnumerable<IndexEntry> entries, IEnumerable<LeaseRecord> leases) =>
        Mark(entries.Select(entry => entry.Manifest).Concat(index.ReadForeign().Select(descriptor => descriptor.Digest)), leases);

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
            if (MemberOf(root, "config", JsonValueKind.Object) is { } config && DigestOf(config) is { } id && marks.Blobs.Add(id))
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
        if (MemberOf(document.RootElement, "rootfs", JsonValueKind.Object) is { } rootfs && MemberOf(rootfs, "diff_ids", JsonValueKind.Array) is { } ids)
        {
            marks.Layers.UnionWith(ids.EnumerateArray().Select(ToDigest).OfType<Digest>());
        }
    }

    private static IEnumerable<Digest> DigestsOf(JsonElement root, string member) =>
        MemberOf(root, member, JsonValueKind.Array) is { } list ? list.EnumerateArray().Select(DigestOf).OfType<Digest>() : [];

    private static Digest? DigestOf(JsonElement descriptor) => MemberOf(descriptor, "digest", JsonValueKind.String) is { } text ? ToDigest(text) : null;

    private static Digest? ToDigest(JsonElement text)
    {
        try
        {
            return text.ValueKind == JsonValueKind.String && Digest.TryParse(text.GetString(), out var digest) ? digest : null;
        }
        catch (InvalidOperationException)
        {
            // Text that is no UTF-16.
            return null;
        }
    }

    /// <summary>A member of an object; null where it is none, or of another kind.</summary>
    private static JsonElement? MemberOf(JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;
}
