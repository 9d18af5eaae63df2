using System.Net.Sockets;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision;

/// <summary>
/// The way into a container's standard input: conmon's attach socket, which takes packets. What it sends is read and dropped, because a client that does not
/// read holds up the monitor and with it the container's output.
/// </summary>
internal sealed class InputAttachment : Stream
{
    /// <summary>conmon cuts off what is longer.</summary>
    private const int LongestPacket = 32 * 1024;

    private readonly Socket _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _drain;

    private InputAttachment(Socket socket)
    {
        _socket = socket;
        _drain = DrainAsync();
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static async Task<InputAttachment> ConnectAsync(string socketPath, CancellationToken cancellationToken)
    {
        // A socket's address holds 108 bytes; by its directory's descriptor it always fits.
        using var directory = Descriptor.OpenDirectory(Path.GetDirectoryName(socketPath)!);
        var socket = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint($"{Descriptor.ProcPath(directory)}/{Path.GetFileName(socketPath)}"), cancellationToken).ConfigureAwait(false);
            return new InputAttachment(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; !buffer.IsEmpty; buffer = buffer[Math.Min(LongestPacket, buffer.Length)..])
        {
            try
            {
                await _socket.SendAsync(buffer[..Math.Min(LongestPacket, buffer.Length)], SocketFlags.None, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException exception)
            {
                throw new IOException("The container's standard input is closed: its process, or its monitor, has ended.", exception);
            }
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Use WriteAsync.");

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        Dispose();
        await _drain.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_stop.IsCancellationRequested)
        {
            _stop.Cancel();
            _socket.Dispose();
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task DrainAsync()
    {
        var packet = new byte[LongestPacket];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (await _socket.ReceiveAsync(packet, SocketFlags.None, _stop.Token).ConfigureAwait(false) == 0)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
