using System.Net.Sockets;
using Youki.Runtime.Native;
using Youki.Runtime.Streams;

namespace Youki.Runtime.Supervision;

/// <summary>
/// The way into a container's standard input: conmon's attach socket, which takes packets. What conmon sends, which is the output, is thrown away by the kernel: a
/// client that does not read it, and be it that its process is stopped, would hold up the monitor and with it the container. Closing it does not take back what
/// was written: conmon reads that before it sees the end.
/// </summary>
internal sealed class InputAttachment : OutputStream
{
    /// <summary>conmon cuts off what is longer.</summary>
    private const int LongestPacket = 32 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Socket _socket;

    private InputAttachment(Socket socket) => _socket = socket;

    /// <summary>Connects to the monitor's socket; null where there is no monitor any more.</summary>
    /// <exception cref="OperationTimeoutException">The monitor takes no clients.</exception>
    public static async Task<InputAttachment?> TryConnectAsync(string socketPath, TimeProvider time, CancellationToken cancellationToken)
    {
        // A socket's address holds 108 bytes; by its directory's descriptor it always fits.
        using var directory = Descriptor.TryOpenDirectory(Path.GetDirectoryName(socketPath)!, out _);
        if (directory is null)
        {
            return null;
        }

        var address = new UnixDomainSocketEndPoint($"{Descriptor.ProcPath(directory)}/{Path.GetFileName(socketPath)}");
        for (var started = time.GetTimestamp(); ;)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
            try
            {
                SocketFilter.DropAll(socket);
                await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
                var connected = new InputAttachment(socket);
                socket = null;
                return connected;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionRefused or SocketError.AddressNotAvailable)
            {
                return null;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.WouldBlock)
            {
                // Ten clients wait already.
                if (time.GetElapsedTime(started) > Limit)
                {
                    throw new OperationTimeoutException($"the monitor at '{socketPath}' to take a client", Limit, "It may be stopped (state T in ps).");
                }
            }
            finally
            {
                socket?.Dispose();
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _socket.Dispose();
        }

        base.Dispose(disposing);
    }
}
