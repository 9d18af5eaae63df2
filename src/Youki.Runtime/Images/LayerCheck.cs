using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Layers;
using Youki.Runtime.Images.Transfer;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images;

/// <summary>Compares what is on disk of a layer with its digests.</summary>
internal sealed class LayerCheck(BlobStore blobs, LayerStore layers, TrashStore trash)
{
    public bool HasBlob(ContentDescriptor blob) => blobs.Has(blob);

    /// <summary>Takes a damaged blob away.</summary>
    public void DiscardBlob(ContentDescriptor blob) => trash.Move(blobs.Layout.Blob(blob.Digest));

    /// <summary>Deletes what was replaced, as far as no container has it.</summary>
    public void ForgetReplaced(CancellationToken cancellationToken) => trash.Empty(cancellationToken);

    /// <summary>What is wrong with the blob of a layer; null where nothing is, or where it is not kept.</summary>
    public async Task<string?> FindBlobProblemAsync(string image, ContentDescriptor blob, CancellationToken cancellationToken)
    {
        if (blobs.SizeOf(blob.Digest) is null)
        {
            return null;
        }

        var content = blobs.OpenRead(image, blob.Digest);
        await using (content.ConfigureAwait(false))
        {
            return await ContentCheck.MatchesAsync(blob.Digest, blob.Size, content, cancellationToken).ConfigureAwait(false)
                ? null
                : $"Blob '{blobs.Layout.Blob(blob.Digest)}' is not what its digest says.";
        }
    }

    /// <summary>What is wrong with the unpacked files of a layer.</summary>
    public IReadOnlyList<string> FindProblems(WantedLayer layer, CancellationToken cancellationToken)
    {
        if (layers.TryFind(layer.DiffId) is null)
        {
            return [$"Layer {layer.DiffId} is not unpacked, or its record cannot be read."];
        }

        try
        {
            using var files = Descriptor.OpenDirectory(layers.FilesOf(layer.DiffId));
            using var manifest = File.OpenRead(layers.ManifestOf(layer.DiffId));
            return [.. LayerVerifier.Verify(files, manifest, cancellationToken).Select(problem => $"Layer {layer.DiffId}: {problem}")];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [$"Layer {layer.DiffId} cannot be read: {exception.Message}"];
        }
    }
}
