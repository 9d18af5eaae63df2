using System.Buffers;

namespace Youki.Runtime.Supervision.Execs;

/// <summary>Takes a command's output in: keeps the first bytes of each stream, counts and drops the rest.</summary>
internal sealed class OutputKeeper(int limit)
{
    private readonly ArrayBufferWriter<byte> _stdout = new();
    private readonly ArrayBufferWriter<byte> _stderr = new();
    private long _stdoutDropped;
    private long _stderrDropped;

    public async Task ReadAsync(ExecSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[ExecSocket.LongestPacket];
        while (await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false) is { } chunk)
        {
            if (chunk.Stream == OutputSource.Stderr)
            {
                Keep(_stderr, chunk.Content.Span, ref _stderrDropped);
            }
            else
            {
                Keep(_stdout, chunk.Content.Span, ref _stdoutDropped);
            }
        }
    }

    public ExecResult AddTo(ExecResult result) => result with
    {
        Stdout = _stdout.WrittenMemory,
        Stderr = _stderr.WrittenMemory,
        StdoutDropped = _stdoutDropped,
        StderrDropped = _stderrDropped,
    };

    private void Keep(ArrayBufferWriter<byte> kept, ReadOnlySpan<byte> bytes, ref long dropped)
    {
        var room = Math.Min(bytes.Length, limit - kept.WrittenCount);
        kept.Write(bytes[..room]);
        dropped += bytes.Length - room;
    }
}
