using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Transfer;

/// <summary>Brings in blobs that are small documents, in memory.</summary>
internal static class BlobReader
{
    /// <summary>The content of a blob, which has its size and digest.</summary>
    /// <exception cref="ImageDamagedException">It has not.</exception>
    public static async Task<byte[]> ReadAsync(IImageSource source, string image, ContentDescriptor blob, CancellationToken cancellationToken)
    {
        var opened = await source.OpenBlobAsync(blob, 0, cancellationToken).ConfigureAwait(false);
        await using (opened.ConfigureAwait(false))
        {
            var content = new byte[blob.Size];
            var read = await opened.Content.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return read == content.Length && await opened.Content.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) == 0 && ContentCheck.Matches(blob.Digest, content)
                ? content
                : throw new ImageDamagedException(
                    image, blob.Digest, $"Blob {blob.Digest} of image '{image}' is not what its digest and size say: it was damaged on the way, or forged. Nothing of it is used.");
        }
    }
}
