using System.IO.Compression;
using Youki.Runtime.Native;

namespace Youki.Runtime.Logs;

/// <summary>Compresses files that nobody writes to any more.</summary>
internal static class LogCompressor
{
    private const int BlockSize = 128 * 1024;
    private const int OwnerOnly = 0x180; // 0600

    /// <summary>Compresses a file; where it is broken off, what there was before is there still. The compressed one keeps its time.</summary>
    public static async Task CompressAsync(RotatedFile file, CancellationToken cancellationToken)
    {
        var (plain, compressed, temporary) = (file.Layout.Rotated(file.Number), file.Layout.Compressed(file.Number), file.Layout.Compressing(file.Number));
        if (FileMetadata.TryOf(plain) is not { } status)
        {
            return;
        }

        if (!File.Exists(compressed))
        {
            try
            {
                await WriteAsync(plain, temporary, status, cancellationToken).ConfigureAwait(false);
                FileNames.Rename(temporary, compressed);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
        }

        File.Delete(plain);
    }

    private static async Task WriteAsync(string plain, string temporary, FileStatus status, CancellationToken cancellationToken)
    {
        using var input = File.OpenHandle(plain, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var output = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write, FileShare.Read);
        FileMetadata.SetPermissions(output, OwnerOnly);
        using var file = new FileStream(output, FileAccess.Write, bufferSize: 0);
        using (var deflater = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            var block = new byte[BlockSize];
            for (long offset = 0, read; (read = RandomAccess.Read(input, block, offset)) > 0; offset += read)
            {
                await deflater.WriteAsync(block.AsMemory(0, (int)read), cancellationToken).ConfigureAwait(false);
            }
        }

        // The plain file goes next: after a power cut there must be one of them.
        RandomAccess.FlushToDisk(output);
        FileMetadata.SetModified(output, status.Modified);
    }
}
