using System.Net.Sockets;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision.Execs;

/// <summary>
/// The streams of a command: conmon's attach socket, which carries packets. Those that come begin with the number of their stream. The monitor waits while nobody
/// reads, and the command with it.
/// </summary>
internal sealed class ExecSocket : IDisposable
{
    /// <summary>What conmon takes at once; it cuts off the rest.</summary>
    public const int LongestPacket = 32 * 1024;

    /// <summary>What conmon sends at once: 8 KiB and the number of the stream.</summary>
    public const int LongestOutput = (8 * 1024) + 1;

    private const byte Stdout = 2;
    private const byte Stderr = 3;

    /// <summary>A monitor that ends before it has read all input resets the connection, once; what it sent before can still be read.</summary>
    private const int MaxResets = 2;

    private readonly Socket _socket;
    private int _resets;
    private int _waiting;
    private long _received;

    private ExecSocket(Socket socket) => _socket = socket;

    /// <summary>Whether somebody reads and there is nothing to be read.</summary>
    public bool IsWaitedFor => Volatile.Read(ref _waiting) > 0;

    /// <summary>Bytes that were read so far.</summary>
    public long Received => Volatile.Read(ref _received);

    public static async Task<ExecSocket> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        // A socket's address holds 108 bytes; by its directory's descriptor it always fits.
        using var directory = Descriptor.OpenDirectory(Path.GetDirectoryName(path)!);
        var socket = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint($"{Descriptor.ProcPath(directory)}/{Path.GetFileName(path)}"), cancellationToken).ConfigureAwait(false);
            return new ExecSocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The next piece of output, in the buffer; null at the end.</summary>
    public async ValueTask<OutputChunk?> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Interlocked.Increment(ref _waiting);
            int read;
            try
            {
                read = await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException) when (++_resets <= MaxResets)
            {
                continue;
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return null;
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }

            if (read == 0)
            {
                return null;
            }

            Interlocked.Add(ref _received, read);
            if (read > 1 && buffer.Span[0] is Stdout or Stderr)
            {
                return new OutputChunk(buffer.Span[0] == Stderr ? OutputSource.Stderr : OutputSource.Stdout, buffer[1..read]);
            }
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(LongestPacket, bytes.Length)..])
        {
            try
            {
                await _socket.SendAsync(bytes[..Math.Min(LongestPacket, bytes.Length)], SocketFlags.None, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                throw new IOException("The command's standard input is closed: it, or its monitor, has ended.", exception);
            }
        }
    }

    /// <summary>Closes the command's standard input; its output goes on.</summary>
    public void EndInput()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }

    public void Dispose() => _socket.Dispose();
}
