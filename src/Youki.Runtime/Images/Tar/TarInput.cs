namespace Youki.Runtime.Images.Tar;

/// <summary>Gives the bytes of an archive piece by piece, without copying them.</summary>
internal abstract class TarInput
{
    /// <summary>How many bytes were consumed.</summary>
    public long Position { get; private set; }

    /// <summary>The next bytes, as many as are at hand; they hold until the next call of anything here. Empty: the end.</summary>
    public abstract ReadOnlySpan<byte> Peek();

    /// <summary>Consumes bytes of what <see cref="Peek"/> has given.</summary>
    public void Advance(int count)
    {
        Consume(count);
        Position += count;
    }

    /// <summary>Consumes bytes that nobody looks at, where they can be passed over.</summary>
    /// <returns>How many were; 0: they have to be read.</returns>
    public long Skip(long count)
    {
        var skipped = PassOver(count);
        Position += skipped;
        return skipped;
    }

    /// <summary>Fills a buffer as far as there are bytes.</summary>
    /// <returns>How many there were.</returns>
    public int Read(Span<byte> buffer)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var piece = Peek();
            if (piece.IsEmpty)
            {
                break;
            }

            var count = Math.Min(piece.Length, buffer.Length - total);
            piece[..count].CopyTo(buffer[total..]);
            Advance(count);
            total += count;
        }

        return total;
    }

    protected abstract void Consume(int count);

    protected virtual long PassOver(long count) => 0;
}
