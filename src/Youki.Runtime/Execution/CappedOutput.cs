using System.Buffers;
using System.Text;

namespace Youki.Runtime.Execution;

/// <summary>Takes an output stream in: keeps the first bytes, counts and drops the rest.</summary>
internal sealed class CappedOutput(int limit)
{
    private const int ChunkSize = 16 * 1024;

    private readonly ArrayBufferWriter<byte> _kept = new();

    public long Dropped { get; private set; }

    public string Text => Encoding.UTF8.GetString(_kept.WrittenSpan);

    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var chunk = new byte[ChunkSize];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            Keep(chunk.AsSpan(0, read));
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = Math.Min(bytes.Length, limit - _kept.WrittenCount);
        _kept.Write(bytes[..room]);
        Dropped += bytes.Length - room;
    }
}
