using System.IO.Compression;
using System.Security.Cryptography;

using Youki.Runtime.Images.Tar;
namespace Youki.Runtime.Images.Changes;

/// <summary>A layer in a file, compressed with gzip.</summary>
/// <param name="Digest">Of the file.</param>
/// <param name="DiffId">Of the tar.</param>
/// <param name="Size">Bytes of the file.</param>
internal sealed record LayerFile(Digest Digest, Digest DiffId, long Size)
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Writes a layer in one pass: the tar, its digest, the compression, the file and its digest.</summary>
    /// <param name="path">The file, which is made.</param>
    /// <param name="write">Writes the tar's entries.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task<LayerFile> WriteAsync(string path, Func<TarWriter, Task> write, CancellationToken cancellationToken)
    {
        using var blobHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var tarHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferSize);
        await using (file.ConfigureAwait(false))
        {
            var gzip = new GZipStream(new HashingStream(file, blobHash), CompressionLevel.Fastest, leaveOpen: true);
            await using (gzip.ConfigureAwait(false))
            {
                var buffered = new BufferedStream(new HashingStream(gzip, tarHash), BufferSize);
                var tar = new TarWriter(buffered);
                await write(tar).ConfigureAwait(false);
                await tar.FinishAsync(cancellationToken).ConfigureAwait(false);
            }

            await file.FlushAsync(cancellationToken).ConfigureAwait(false);
            return new LayerFile(
                Runtime.Digest.FromHash(HashAlgorithmName.SHA256, blobHash.GetHashAndReset()), Runtime.Digest.FromHash(HashAlgorithmName.SHA256, tarHash.GetHashAndReset()), file.Length);
        }
    }
}
