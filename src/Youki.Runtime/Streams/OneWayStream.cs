namespace Youki.Runtime.Streams;

/// <summary>A stream that goes from its beginning to its end: nothing is known of its length, and nothing is sought in it.</summary>
internal abstract class OneWayStream : Stream
{
    public sealed override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();
}
