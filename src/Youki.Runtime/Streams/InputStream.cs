namespace Youki.Runtime.Streams;

/// <summary>A stream that is only read. What derives from it reads into spans, asynchronously, or both.</summary>
internal abstract class InputStream : OneWayStream
{
    public sealed override bool CanRead => true;

    public sealed override bool CanWrite => false;

    public override int Read(Span<byte> buffer) => throw new NotSupportedException("Use ReadAsync.");

    public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public sealed override void Flush()
    {
    }
}
