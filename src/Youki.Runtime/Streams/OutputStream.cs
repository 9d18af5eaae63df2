namespace Youki.Runtime.Streams;

/// <summary>A stream that is only written, and holds nothing back. What derives from it writes spans, asynchronously, or both.</summary>
internal abstract class OutputStream : OneWayStream
{
    public sealed override bool CanRead => false;

    public sealed override bool CanWrite => true;

    public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException("Use WriteAsync.");

    public sealed override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public sealed override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
