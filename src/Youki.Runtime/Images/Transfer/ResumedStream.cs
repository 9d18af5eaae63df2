using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Images.Transfer;

/// <summary>A blob from its beginning: the part that is in a file already, then the rest as it comes in. The two stay their owner's.</summary>
internal sealed class ResumedStream(SafeFileHandle file, long length, Stream rest) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length)
        {
            return await rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        var read = await RandomAccess.ReadAsync(file, buffer[..(int)Math.Min(buffer.Length, length - _position)], _position, cancellationToken).ConfigureAwait(false);
        _position += read;
        return read > 0 || buffer.IsEmpty ? read : throw new EndOfStreamException("The part of a blob that was here already has become shorter.");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_position >= length)
        {
            return rest.Read(buffer, offset, count);
        }

        var read = RandomAccess.Read(file, buffer.AsSpan(offset, (int)Math.Min(count, length - _position)), _position);
        _position += read;
        return read > 0 || count == 0 ? read : throw new EndOfStreamException("The part of a blob that was here already has become shorter.");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
