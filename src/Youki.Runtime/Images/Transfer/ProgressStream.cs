using Youki.Runtime.Streams;

namespace Youki.Runtime.Images.Transfer;

/// <summary>A stream that is read once, from its beginning, and tells how many bytes of it were.</summary>
internal sealed class ProgressStream(Stream content, Action<long> progress) : InputStream
{
    private long _done;

    public override long Length => content.Length;

    public override long Position
    {
        get => _done;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => Tell(content.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Tell(await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Tell(int read)
    {
        _done += read;
        progress(_done);
        return read;
    }
}
