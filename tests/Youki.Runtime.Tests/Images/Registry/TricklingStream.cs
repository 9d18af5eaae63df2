using Microsoft.Extensions.Time.Testing;

namespace Youki.Runtime.Tests.Images.Registry;

/// <summary>A body that comes byte by byte, each just before it would count as stalled.</summary>
internal sealed class TricklingStream(FakeTimeProvider time, byte[] content) : Stream
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(29);

    /// <summary>How many bytes were read so far.</summary>
    public int Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Given == content.Length)
        {
            return ValueTask.FromResult(0);
        }

        time.Advance(Pause);
        buffer.Span[0] = content[Given++];
        return ValueTask.FromResult(1);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
