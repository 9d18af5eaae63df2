using System.Buffers;
using System.Text;

namespace Youki.Runtime.Images.Tar;

/// <summary>
/// Reads an archive of any dialect, from its beginning to its end, with names and values as bytes: v7, ustar, PAX, GNU with long names and all kinds of
/// sparse files, star. <c>System.Formats.Tar</c> makes strings of names and values, which loses those that are no UTF-8, and knows no old sparse files.
/// </summary>
/// <param name="input">The archive.</param>
/// <param name="maxHeaders">How many headers it may have, those of long names and PAX records included.</param>
/// <remarks>After a <see cref="TarException"/> nothing more can be read.</remarks>
internal sealed class TarParser(TarInput input, long maxHeaders)
{
    private const int MaxPaxSize = 1024 * 1024;
    private const int MaxLongName = 64 * 1024;

    private readonly byte[] _block = new byte[TarHeader.Size];
    private readonly PaxValues _global = new();
    private readonly PaxValues _local = new();
    private readonly ByteText _longName = new();
    private readonly ByteText _longLink = new();
    private readonly TarEntryBuilder _builder = new();
    private long _headers;
    private long _content;
    private int _padding;

    /// <summary>The entry that <see cref="MoveNext"/> came to.</summary>
    public TarEntry Entry => _builder.Entry;

    /// <summary>Where in the input the content of <see cref="Entry"/> begins, before any of it is read.</summary>
    public long ContentStart => input.Position;

    /// <summary>Goes to the next entry, past what was not read of the one before.</summary>
    /// <returns>False at the end of the archive.</returns>
    /// <exception cref="TarException">The archive breaks off, or breaks a rule.</exception>
    public bool MoveNext()
    {
        try
        {
            SkipContent();
            _local.CopyFrom(_global);
            _longName.Clear();
            _longLink.Clear();
            return ReadEntry();
        }
        catch (TarException exception)
        {
            throw Numbered(exception);
        }
    }

    /// <summary>The next bytes of the entry's content, as many as are at hand; they hold until the next call. Empty: there are no more.</summary>
    /// <exception cref="TarException">The archive breaks off.</exception>
    public ReadOnlySpan<byte> ReadContent(long atMost = long.MaxValue)
    {
        if (_content > 0 && input.Peek().IsEmpty)
        {
            throw Numbered(CutOff());
        }

        return ReadPiece(atMost);
    }

    private ReadOnlySpan<byte> ReadPiece(long atMost = long.MaxValue)
    {
        if (_content == 0)
        {
            return default;
        }

        // The bytes are consumed before they are looked at: what they point to stays as it is until the next look.
        var piece = Peek();
        piece = piece[..(int)Math.Min(piece.Length, Math.Min(_content, atMost))];
        input.Advance(piece.Length);
        _content -= piece.Length;
        return piece;
    }

    private bool ReadEntry()
    {
        while (ReadHeader())
        {
            var header = new TarHeader(_block);
            switch (header.Type)
            {
                case (byte)'x' or (byte)'X':
                    ReadPax(header, _local);
                    break;
                case (byte)'g':
                    ReadPax(header, _global);
                    _local.CopyFrom(_global);
                    break;
                case (byte)'L':
                    ReadLongText(header, _longName);
                    break;
                case (byte)'K':
                    ReadLongText(header, _longLink);
                    break;
                default:
                    (_content, _padding) = _builder.Build(header, _local, _longName, _longLink, input);
                    return true;
            }
        }

        return false;
    }

    private bool ReadHeader()
    {
        var read = input.Read(_block);
        if (read == 0 || (read == TarHeader.Size && new TarHeader(_block).IsZero && IsEnd()))
        {
            return false;
        }

        _headers++;
        if (read < TarHeader.Size)
        {
            throw new TarException("is cut off in its header");
        }

        if (_headers > maxHeaders)
        {
            throw new TarException($"is one more than the limit of {maxHeaders}");
        }

        return new TarHeader(_block).HasValidChecksum() ? true : throw new TarException("has a header with a wrong checksum, or is no tar header at all");
    }

    // Two blocks of zeros end an archive; many programs are content with one at the very end.
    private bool IsEnd()
    {
        var read = input.Read(_block);
        return read == 0 || (read == TarHeader.Size && new TarHeader(_block).IsZero)
            ? true
            : throw new TarException("follows a block of zeros that does not end the archive");
    }

    private void ReadPax(TarHeader header, PaxValues values)
    {
        var size = Check(header.ContentSize, MaxPaxSize, "PAX records");
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            ReadExactly(buffer.AsSpan(0, size));
            PaxRecords.Read(buffer.AsSpan(0, size), values);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        SkipContent();
    }

    private void ReadLongText(TarHeader header, ByteText text)
    {
        var size = Check(header.ContentSize, MaxLongName, "a long name");
        text.Set(default);
        _content = size;
        for (var piece = ReadPiece(); !piece.IsEmpty; piece = ReadPiece())
        {
            text.Append(piece);
        }

        var end = text.Span.IndexOf((byte)0);
        if (end >= 0)
        {
            text.Truncate(end);
        }

        _padding = PaddingOf(size);
        SkipContent();
    }

    private void ReadExactly(Span<byte> buffer)
    {
        if (input.Read(buffer) != buffer.Length)
        {
            throw CutOff();
        }

        _padding = PaddingOf(buffer.Length);
    }

    private void SkipContent()
    {
        for (var rest = _content + _padding; rest > 0;)
        {
            rest -= input.Skip(rest);
            if (rest == 0 || (rest == _padding && input.Peek().IsEmpty))
            {
                // Some writers end with the last entry's content and leave out its padding, as the end of the archive; every engine takes that.
                break;
            }

            var count = (int)Math.Min(Peek().Length, rest);
            input.Advance(count);
            rest -= count;
        }

        _content = _padding = 0;
    }

    private ReadOnlySpan<byte> Peek()
    {
        var piece = input.Peek();
        return piece.IsEmpty ? throw CutOff() : piece;
    }

    private TarException Numbered(TarException exception) => new($"entry {_headers} {exception.Message}", exception.InnerException);

    private TarException CutOff() => new(Entry.Path.IsSet
        ? $"('{Encoding.UTF8.GetString(Entry.Path.Span)}') is cut off: the archive ends in the middle of it"
        : "is cut off: the archive ends in the middle of it");

    private static int Check(long size, int limit, string what) =>
        size >= 0 && size <= limit ? (int)size : throw new TarException($"has {what} of {size} bytes; the limit is {limit}");

    private static int PaddingOf(long size) => (int)(-size & (TarHeader.Size - 1));
}
