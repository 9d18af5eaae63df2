using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Layers;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Archives;

/// <summary>Opens archives. One that is compressed as a whole, as of <c>docker save | gzip</c>, is decompressed into a file without a name, which is gone with its descriptor.</summary>
internal sealed class ArchiveFile(StoreDirectory store, ImageLimits limits)
{
    // What is larger than this for its size is no image.
    private const long RatioFloor = 256L << 20;


    /// <summary>The archive of a path, uncompressed.</summary>
    /// <exception cref="ImageNotFoundException">There is no such file.</exception>
    /// <exception cref="ImageFormatException">It is no file, or compressed in a way that is not known.</exception>
    public async Task<SafeFileHandle> OpenAsync(string path, string image, CancellationToken cancellationToken)
    {
        var file = Open(path, image);
        try
        {
            var start = new byte[6];
            var read = await RandomAccess.ReadAsync(file, start, 0, cancellationToken).ConfigureAwait(false);
            RefuseUnknown(start.AsSpan(0, read), image);
            var compression = Decompression.Detect(start.AsSpan(0, read));
            if (compression == LayerCompression.None)
            {
                return file;
            }

            using (file)
            {
                return await DecompressAsync(file, compression, image, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static SafeFileHandle Open(string path, string image)
    {
        SafeFileHandle? file = null;
        try
        {
            file = Descriptor.OpenFile(path, OpenFlags.ReadOnly | OpenFlags.NonBlocking);
            if (FileMetadata.Of(file).Kind == FileKind.Regular)
            {
                return file;
            }
        }
        catch (NativeException exception)
        {
            throw new ImageNotFoundException(image, $"Image '{image}' cannot be read: {ArchiveErrors.Explain(exception.Number, "file", path)}", exception);
        }

        file.Dispose();
        throw new ImageFormatException(image, $"Image '{image}' cannot be read: '{path}' is no regular file. Write what it gives to a file first.");
    }

    private static void RefuseUnknown(ReadOnlySpan<byte> start, string image)
    {
        var name = start.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z']) ? "xz" : start.StartsWith("BZh"u8) ? "bzip2" : null;
        if (name is not null)
        {
            throw new ImageFormatException(image, $"Image '{image}' cannot be read: the archive is compressed with {name}, and only gzip and zstd are known. Decompress it first.");
        }
    }

    private async Task<SafeFileHandle> DecompressAsync(SafeFileHandle file, LayerCompression compression, string image, CancellationToken cancellationToken)
    {
        store.Ensure();
        var path = store.Layout.Temporary();
        var target = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
        var buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        try
        {
            File.Delete(path);
            var compressed = new SliceStream(file, 0, RandomAccess.GetLength(file));
            var content = Decompression.Open(compression, compressed);
            await using (content.ConfigureAwait(false))
            {
                var written = 0L;
                for (int read; (read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; written += read)
                {
                    CheckSize(written + read, compressed.Length, image);
                    await RandomAccess.WriteAsync(target, buffer.AsMemory(0, read), written, cancellationToken).ConfigureAwait(false);
                }
            }

            return target;
        }
        catch (Exception exception)
        {
            target.Dispose();
            if (exception is OperationCanceledException or ImageException)
            {
                throw;
            }

            throw exception switch
            {
                _ when Decompression.IsDamage(exception) => new ImageFormatException(image, $"Image '{image}' cannot be read: the compressed archive is damaged: {exception.Message}", exception),
                IOException => DiskErrors.From($"decompress the archive of image '{image}'", exception),
                _ => exception,
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void CheckSize(long size, long compressed, string image)
    {
        if (size > limits.MaxLayerBytes || (size > RatioFloor && size / limits.MaxCompressionRatio > compressed))
        {
            throw new ImageFormatException(
                image, $"Image '{image}' is refused: the compressed archive of {compressed} bytes holds more than {size - 1}, which exceeds {nameof(ImageLimits.MaxLayerBytes)} or {nameof(ImageLimits.MaxCompressionRatio)}.");
        }
    }
}
