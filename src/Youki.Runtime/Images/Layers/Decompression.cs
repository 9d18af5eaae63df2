using System.IO.Compression;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Tar;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Youki.Runtime.Images.Layers;

/// <summary>Decompresses layers, in this process: no program of the host or of an image is ever asked to.</summary>
internal static class Decompression
{
    /// <summary>How many bytes <see cref="Detect"/> needs.</summary>
    public const int MagicLength = 4;

    // 128 MiB, what zstd's own program takes without being told to.
    private const int MaxZstdWindowLog = 27;

    /// <summary>What the first bytes of a blob say.</summary>
    public static LayerCompression Detect(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? LayerCompression.Gzip
        // A frame, or one to be skipped, by which zstd:chunked and others begin.
        : start.Length >= MagicLength && (start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) || ((start[0] & 0xF0) == 0x50 && start[1..4].SequenceEqual((ReadOnlySpan<byte>)[0x2A, 0x4D, 0x18]))) ? LayerCompression.Zstd
        : LayerCompression.None;

    /// <summary>What the media type says. Null: it is not that of a layer.</summary>
    public static LayerCompression? Declared(string mediaType) => mediaType switch
    {
        MediaTypes.OciLayer or MediaTypes.DockerLayer => LayerCompression.None,
        MediaTypes.OciLayerGzip or MediaTypes.DockerLayerGzip => LayerCompression.Gzip,
        MediaTypes.OciLayerZstd or MediaTypes.DockerLayerZstd => LayerCompression.Zstd,
        _ => null,
    };

    /// <summary>A stream of what is compressed in another one, which stays open.</summary>
    public static Stream Open(LayerCompression compression, Stream content)
    {
        switch (compression)
        {
            case LayerCompression.Gzip:
                return new GZipStream(content, CompressionMode.Decompress, leaveOpen: true);
            case LayerCompression.Zstd:
                var stream = new DecompressionStream(content, checkEndOfStream: true, leaveOpen: true);
                stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxZstdWindowLog);
                return stream;
            default:
                return content;
        }
    }

    /// <summary>Whether an exception says that the compressed bytes are none.</summary>
    public static bool IsDamage(Exception exception) => exception is InvalidDataException or ZstdException or EndOfStreamException or TarException;
}
