using System.IO.Compression;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Logs;

/// <summary>One open file of a log. What it holds can be read to the end, whatever becomes of its name.</summary>
internal sealed class LogSegment : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly GZipStream? _inflated;
    private readonly FileStatus _status;
    private long _inflatedPosition;

    private LogSegment(SafeFileHandle handle, long number, bool compressed)
    {
        _handle = handle;
        _status = FileMetadata.Of(handle);
        Number = number;
        _inflated = compressed ? new GZipStream(new FileStream(handle, FileAccess.Read, bufferSize: 0), CompressionMode.Decompress) : null;
    }

    public long Number { get; set; }

    public bool IsCompressed => _inflated is not null;

    /// <summary>When it was last written to, in ticks of UTC.</summary>
    public long WriteTicks => File.GetLastWriteTimeUtc(_handle).Ticks;

    /// <summary>In bytes, as it is now; of a compressed one, unknown.</summary>
    public long Length => RandomAccess.GetLength(_handle);

    /// <summary>Opens a file; null where there is none. A path that ends in .gz is decompressed.</summary>
    /// <exception cref="HostResourceException">It cannot be read, or is no file.</exception>
    public static LogSegment? TryOpen(string path, long number)
    {
        SafeFileHandle? handle = null;
        try
        {
            // Whatever somebody has put there must neither hold us up, as a FIFO would, nor lead elsewhere.
            handle = Descriptor.OpenFile(path, OpenFlags.ReadOnly | OpenFlags.NonBlocking | OpenFlags.NoFollow);
            if (FileMetadata.Of(handle).Kind != FileKind.Regular)
            {
                throw new IOException("It is no file, so nothing can have been written to it. Remove it, and start the container again.");
            }

            var segment = new LogSegment(handle, number, path.EndsWith(".gz", StringComparison.Ordinal));
            handle = null;
            return segment;
        }
        catch (NativeException exception) when (exception.Number is Errno.ENOENT or Errno.ENOTDIR)
        {
            return null;
        }
        catch (IOException exception)
        {
            throw new HostResourceException("log", $"The log '{path}' cannot be read: {exception.Message}", exception);
        }
        finally
        {
            handle?.Dispose();
        }
    }

    /// <summary>How much was read of the disk, in bytes.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Whether the path still, or again, names this very file.</summary>
    public bool IsAt(string path) => FileMetadata.TryOf(path) is { } status && status.Inode == _status.Inode && status.Device == _status.Device;

    /// <summary>Reads from an offset; 0 at the end. A compressed file is best read onwards.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        if (_inflated is null)
        {
            var read = RandomAccess.Read(_handle, buffer, offset);
            BytesRead += read;
            return read;
        }

        try
        {
            Skip(offset);
            var length = _inflated.Read(buffer);
            _inflatedPosition += length;
            return length;
        }
        catch (InvalidDataException)
        {
            // What of a damaged file comes before the damage is what there is.
            return 0;
        }
    }

    public void Dispose()
    {
        _inflated?.Dispose();
        _handle.Dispose();
    }

    private void Skip(long offset)
    {
        Span<byte> skipped = stackalloc byte[4096];
        while (_inflatedPosition < offset)
        {
            var length = _inflated!.Read(skipped[..(int)Math.Min(skipped.Length, offset - _inflatedPosition)]);
            if (length == 0)
            {
                return;
            }

            _inflatedPosition += length;
        }
    }
}
