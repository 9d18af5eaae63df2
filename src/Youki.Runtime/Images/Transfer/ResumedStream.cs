using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Streams;

namespace Youki.Runtime.Images.Transfer;

/// <summary>A blob from its beginning: the part that is in a file already, then the rest as it comes in. The two stay their owner's.</summary>
internal sealed class ResumedStream(SafeFileHandle file, long length, Stream rest) : InputStream
{
    private long _position;

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

    public override int Read(Span<byte> buffer)
    {
        if (_position >= length)
        {
            return rest.Read(buffer);
        }

        var read = RandomAccess.Read(file, buffer[..(int)Math.Min(buffer.Length, length - _position)], _position);
        _position += read;
        return read > 0 || buffer.IsEmpty ? read : throw new EndOfStreamException("The part of a blob that was here already has become shorter.");
    }
}
