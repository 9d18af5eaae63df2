using Youki.Runtime.Streams;

namespace Youki.Runtime.Supervision.Execs;

/// <summary>The standard input of a command.</summary>
internal sealed class ExecInput(ExecSocket socket) : OutputStream
{
    private int _closed;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed) != 0, this);
        return socket.SendAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _closed, 1) == 0)
        {
            socket.EndInput();
        }

        base.Dispose(disposing);
    }
}
