using Youki.Runtime.Files;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Content;

/// <summary>Complete blobs by digest. What is in it was checked when it came in; documents are checked again each time they are read.</summary>
internal sealed class BlobStore(StoreDirectory directory)
{
    public StoreLayout Layout => directory.Layout;

    /// <summary>Whether a blob is there, by its name and size.</summary>
    public bool Has(ContentDescriptor blob) => SizeOf(blob.Digest) == blob.Size;

    /// <summary>The bytes of a blob; null where there is none.</summary>
    public long? SizeOf(Digest digest) => FileMetadata.TryOf(Layout.Blob(digest)) is { Kind: FileKind.Regular } status ? status.Size : null;

    /// <summary>The content of a document, which has the digest.</summary>
    /// <param name="image">The image it belongs to, for messages.</param>
    /// <param name="digest">Its digest.</param>
    /// <param name="what">What it is, such as "manifest".</param>
    /// <exception cref="ImageDamagedException">It is not there, or is something else.</exception>
    public byte[] ReadDocument(string image, Digest digest, string what)
    {
        var path = Layout.Blob(digest);
        if (FileMetadata.TryOf(path) is not { Kind: FileKind.Regular, Size: var size })
        {
            throw new ImageDamagedException(image, digest, $"The {what} {digest} of image '{image}' is not in the store. Pull the image again.");
        }

        if (size > DocumentLimits.MaxDocumentBytes)
        {
            throw Damaged(image, digest, what);
        }

        var content = DiskErrors.Wrap($"read '{path}'", () => File.ReadAllBytes(path));
        return ContentCheck.Matches(digest, content) ? content : throw Damaged(image, digest, what);
    }

    /// <summary>Adds a document whose digest was checked. One that is there already, and whole, stays.</summary>
    public void WriteDocument(Digest digest, ReadOnlySpan<byte> content)
    {
        directory.Ensure();
        var path = Layout.Blob(digest);
        var temporary = Layout.Temporary();
        try
        {
            if (FileMetadata.TryOf(path)?.Size != content.Length || !ContentCheck.Matches(digest, File.ReadAllBytes(path)))
            {
                DurableFile.Write(temporary, path, content);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw DiskErrors.From($"write '{path}'", exception);
        }
    }

    /// <summary>Opens a blob for reading from its beginning.</summary>
    /// <exception cref="ImageNotFoundException">It is not there.</exception>
    public FileStream OpenRead(string image, Digest digest)
    {
        try
        {
            return new FileStream(Layout.Blob(digest), new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageNotFoundException(
                image,
                $"Blob {digest} of image '{image}' is not in the store: blobs of layers are kept only where {nameof(ImageOptions)}.{nameof(ImageOptions.KeepLayerBlobs)} is set. Set it, and pull the image again.",
                exception);
        }
    }

    /// <summary>Makes a complete file of the ingest a blob.</summary>
    public void Publish(string file, Digest digest)
    {
        using (var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.FlushToDisk(handle);
        }

        DurableFile.Rename(file, Layout.Blob(digest));
    }

    /// <summary>All blobs with their sizes.</summary>
    public IEnumerable<(Digest Digest, long Size)> All()
    {
        foreach (var algorithm in (string[])["sha256", "sha512"])
        {
            var blobs = new DirectoryInfo(Path.Combine(Layout.BlobDirectory, algorithm));
            foreach (var file in blobs.Exists ? blobs.EnumerateFiles() : [])
            {
                if (Digest.TryParse($"{algorithm}:{file.Name}", out var digest))
                {
                    yield return (digest, file.Length);
                }
            }
        }
    }

    private static ImageDamagedException Damaged(string image, Digest digest, string what) =>
        new(image, digest, $"The {what} {digest} of image '{image}' is damaged on disk. Pull the image again, which mends it.");
}
