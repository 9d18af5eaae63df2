using System.Security.Cryptography;
using System.Text;
using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;

using Youki.Runtime.Images.Tar;
namespace Youki.Runtime.Images.Archives;

/// <summary>Writes documents and blobs to an archive, each once. What it writes depends on the images alone: no times, no owners.</summary>
internal sealed class ArchiveWriter(BlobStore blobs, Stream destination)
{
    private const int BufferSize = 256 * 1024;
    private const int DirectoryPermissions = 0x1ED; // 0755

    private readonly TarWriter _tar = new(destination);
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    public ValueTask WriteDirectoryAsync(string name, CancellationToken cancellationToken) => _written.Add(name)
        ? _tar.BeginAsync(new TarItem { Kind = TarKind.Directory, Name = Encoding.ASCII.GetBytes(name + "/"), Permissions = DirectoryPermissions }, cancellationToken)
        : ValueTask.CompletedTask;

    public ValueTask WriteFileAsync(string name, byte[] content, CancellationToken cancellationToken) => _written.Add(name)
        ? _tar.WriteAsync(new TarItem { Kind = TarKind.Regular, Name = Encoding.ASCII.GetBytes(name) }, content, cancellationToken)
        : ValueTask.CompletedTask;

    /// <summary>Writes a blob, and checks it as it goes.</summary>
    /// <exception cref="ImageDamagedException">It is not what its digest says. The archive is of no use then.</exception>
    public async Task WriteBlobAsync(string name, ContentDescriptor blob, string image, CancellationToken cancellationToken)
    {
        if (!_written.Add(name))
        {
            return;
        }

        var content = blobs.OpenRead(image, blob.Digest);
        await using (content.ConfigureAwait(false))
        {
            if (content.Length != blob.Size)
            {
                throw Damaged(blob, image);
            }

            await _tar.BeginAsync(new TarItem { Kind = TarKind.Regular, Name = Encoding.ASCII.GetBytes(name), Size = blob.Size }, cancellationToken).ConfigureAwait(false);
            using var hash = IncrementalHash.CreateHash(blob.Digest.Algorithm);
            var buffer = new byte[BufferSize];
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                hash.AppendData(buffer.AsSpan(0, read));
                await _tar.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            if (Digest.FromHash(blob.Digest.Algorithm, hash.GetHashAndReset()) != blob.Digest)
            {
                throw Damaged(blob, image);
            }
        }
    }

    public ValueTask FinishAsync(CancellationToken cancellationToken) => _tar.FinishAsync(cancellationToken);

    private static ImageDamagedException Damaged(ContentDescriptor blob, string image) =>
        new(image, blob.Digest, $"Blob {blob.Digest} of image '{image}' is damaged on disk, so the archive that was begun is of no use. Verify the image, which mends it, and write the archive anew.");
}
