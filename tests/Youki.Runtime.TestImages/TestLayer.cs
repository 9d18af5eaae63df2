using System.IO.Compression;
using ZstdSharp;

namespace Youki.Runtime.TestImages;

/// <summary>A layer, ready to be served.</summary>
/// <param name="Tar">Uncompressed.</param>
/// <param name="Blob">As it is stored and sent.</param>
/// <param name="Compression">What lies between the two.</param>
public sealed record TestLayer(byte[] Tar, byte[] Blob, LayerCompression Compression)
{
    /// <summary>The digest of the uncompressed tar.</summary>
    public Digest DiffId { get; } = Digest.Of(Tar);

    /// <summary>The digest of the blob.</summary>
    public Digest Digest { get; } = Digest.Of(Blob);

    public static TestLayer Of(byte[] tar, LayerCompression compression) => new(tar, Compress(tar, compression), compression);

    private static byte[] Compress(byte[] tar, LayerCompression compression)
    {
        if (compression == LayerCompression.None)
        {
            return tar;
        }

        using var blob = new MemoryStream();
        using (Stream stream = compression == LayerCompression.Gzip ? new GZipStream(blob, CompressionLevel.Fastest, leaveOpen: true) : new CompressionStream(blob, level: 3, leaveOpen: true))
        {
            stream.Write(tar);
        }

        return blob.ToArray();
    }
}
