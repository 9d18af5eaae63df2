using System.Security.Cryptography;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Transfer;

/// <summary>Brings in a blob whose files are there already: it is only written and checked.</summary>
internal static class BlobFetch
{
    private const int BufferSize = 256 * 1024;

    /// <param name="image">The image, for messages.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="content">Its content from the offset on.</param>
    /// <param name="file">Where it goes.</param>
    /// <param name="offset">How many bytes of the file are the blob's.</param>
    /// <param name="progress">Is told how many bytes are there.</param>
    /// <param name="cancellationToken">Ends it; the file is gone on with later.</param>
    /// <exception cref="ImageDamagedException">It is not what its digest or size says.</exception>
    public static async Task RunAsync(
        string image, ContentDescriptor blob, Stream content, string file, long offset, Action<long> progress, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(blob.Digest.Algorithm);
        var buffer = new byte[BufferSize];
        var output = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        await using (output.ConfigureAwait(false))
        {
            output.SetLength(offset);
            for (int read; (read = await output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                hash.AppendData(buffer.AsSpan(0, read));
            }

            var total = offset;
            for (int read; total <= blob.Size && (read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                hash.AppendData(buffer.AsSpan(0, read));
                await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                total += read;
                progress(total);
            }

            if (total != blob.Size || Digest.FromHash(blob.Digest.Algorithm, hash.GetHashAndReset()) != blob.Digest)
            {
                throw new ImageDamagedException(
                    image, blob.Digest, $"Blob {blob.Digest} of image '{image}' is not what its digest and size say: it was damaged on the way, or forged. Nothing of it is used.");
            }
        }
    }
}
