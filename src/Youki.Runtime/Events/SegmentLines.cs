using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Events;

/// <summary>Reads a segment line by line, also while it is written to.</summary>
internal sealed class SegmentLines(SafeFileHandle file, long offset)
{
    private const int FirstSize = 16 * 1024;

    /// <summary>Longer than any event can be: what is longer is damage, and is passed over.</summary>
    private const int LongestLine = 1024 * 1024;

    private byte[] _buffer = new byte[FirstSize];
    private int _begin;
    private int _end;

    /// <summary>Where the next line begins.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>The next line without its newline, good until the next call; false where there is no whole one yet.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_begin, _end - _begin);
            var length = rest.IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = rest[..length];
                _begin += length + 1;
                Offset += length + 1;
                return true;
            }

            if (!Fill())
            {
                line = default;
                return false;
            }
        }
    }

    /// <summary>Reads on from another place.</summary>
    public void Seek(long position)
    {
        Offset = position;
        _begin = _end = 0;
    }

    private bool Fill()
    {
        var kept = _end - _begin;
        if (kept >= LongestLine)
        {
            // Its end is looked for further on; the CRC of that piece will not be right.
            Offset += kept;
            kept = 0;
        }
        else if (kept == _buffer.Length)
        {
            Array.Resize(ref _buffer, kept * 2);
        }

        _buffer.AsSpan(_begin, kept).CopyTo(_buffer);
        (_begin, _end) = (0, kept);
        var read = RandomAccess.Read(file, _buffer.AsSpan(_end), Offset + kept);
        _end += read;
        return read > 0;
    }
}
