using System.Buffers;

namespace Youki.Runtime.Images.Tar;

/// <summary>
/// Writes a tar to a stream that need not be seekable. That of .NET turns names and attributes into strings, which loses names that are no UTF-8 and
/// file capabilities.
/// </summary>
internal sealed class TarWriter(Stream destination)
{
    private const int BufferSize = 128 * 1024;

    private static readonly byte[] Zeros = new byte[TarHeader.Size * 2];

    private readonly byte[] _block = new byte[TarHeader.Size];
    private long _pending;
    private int _padding;

    /// <summary>Begins an entry; exactly its size of content follows.</summary>
    public async ValueTask BeginAsync(TarItem item, CancellationToken cancellationToken)
    {
        CheckComplete();
        var records = TarHeaderWriter.Write(item, _block);
        if (!records.IsEmpty)
        {
            var extended = records.ToMemory();
            var header = new byte[TarHeader.Size];
            var name = TarHeaderWriter.LastPart(item.Name);
            TarHeaderWriter.Write(new TarItem { Kind = TarKind.ExtendedHeader, Name = [.. "PaxHeaders.0/"u8, .. name[..Math.Min(name.Length, 80)]], Size = extended.Length }, header);
            await destination.WriteAsync(header, cancellationToken).ConfigureAwait(false);
            await destination.WriteAsync(extended, cancellationToken).ConfigureAwait(false);
            await PadAsync(PaddingOf(extended.Length), cancellationToken).ConfigureAwait(false);
        }

        await destination.WriteAsync(_block, cancellationToken).ConfigureAwait(false);
        _pending = item.Size;
        _padding = PaddingOf(item.Size);
    }

    /// <summary>Content of the entry that was begun.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, _pending);
        await destination.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        _pending -= content.Length;
        if (_pending == 0)
        {
            await PadAsync(_padding, cancellationToken).ConfigureAwait(false);
            _padding = 0;
        }
    }

    /// <summary>Content of the entry that was begun, from a stream; zeros where that ends early.</summary>
    public async ValueTask WriteAsync(Stream content, long length, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (length > 0)
            {
                var part = buffer.AsMemory(0, (int)Math.Min(buffer.Length, length));
                var read = await content.ReadAsync(part, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    part.Span.Clear();
                    read = part.Length;
                }

                await WriteAsync(part[..read], cancellationToken).ConfigureAwait(false);
                length -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A whole entry with little content.</summary>
    public async ValueTask WriteAsync(TarItem item, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await BeginAsync(item with { Size = content.Length }, cancellationToken).ConfigureAwait(false);
        if (content.Length > 0)
        {
            await WriteAsync(content, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the archive: two blocks of zeros.</summary>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        CheckComplete();
        await destination.WriteAsync(Zeros, cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private ValueTask PadAsync(int padding, CancellationToken cancellationToken) =>
        padding == 0 ? ValueTask.CompletedTask : destination.WriteAsync(Zeros.AsMemory(0, padding), cancellationToken);

    private static int PaddingOf(long size) => (int)(-size & (TarHeader.Size - 1));

    private void CheckComplete()
    {
        if (_pending != 0)
        {
            throw new InvalidOperationException($"The entry before is not complete: {_pending} bytes are missing.");
        }
    }
}
