namespace Youki.Runtime.Logs;

/// <summary>Reads the lines of a file from its end to its beginning, block by block, as few as it takes.</summary>
internal sealed class BackwardLines(LogSegment segment, long end, int longest)
{
    private const int Block = 64 * 1024;

    private byte[] _buffer = new byte[Block];
    private long _offset = end;

    // What is before it in the buffer has not been given yet; right before it stands a newline, unless what follows is skipped.
    private int _stop;
    private bool _skipping = true;

    /// <summary>Where the last whole line ends: what is behind it has no newline yet. Known after the first line was taken.</summary>
    public long End { get; private set; } = -1;

    /// <summary>The line before the last one that was given, without its newline, and where it begins. It is good until the next one is taken.</summary>
    public bool TryPrevious(out ReadOnlySpan<byte> line, out long offset)
    {
        while (true)
        {
            var length = _skipping ? _stop : _stop - 1;
            var newline = length > 0 ? _buffer.AsSpan(0, length).LastIndexOf((byte)'\n') : -1;
            if (newline >= 0 || (_offset == 0 && !_skipping && _stop > 0))
            {
                _stop = newline + 1;
                if (!_skipping)
                {
                    line = _buffer.AsSpan(_stop, length - _stop);
                    offset = _offset + _stop;
                    return true;
                }

                _skipping = false;
                End = End < 0 ? _offset + _stop : End;
                continue;
            }

            if (_offset == 0)
            {
                End = End < 0 ? 0 : End;
                line = default;
                offset = 0;
                return false;
            }

            Load();
        }
    }

    private void Load()
    {
        // A line that is longer than any may be is skipped as well.
        _skipping |= _stop > longest;
        _stop = _skipping ? 0 : _stop;
        var size = (int)Math.Min(_offset, Math.Max(Block, _stop));
        var larger = _buffer.Length < size + _stop ? new byte[Math.Max(size + _stop, _buffer.Length * 2)] : _buffer;
        _buffer.AsSpan(0, _stop).CopyTo(larger.AsSpan(size));
        _buffer = larger;
        _offset -= size;
        for (var done = 0; done < size;)
        {
            var read = segment.Read(_buffer.AsSpan(done, size - done), _offset + done);
            if (read == 0)
            {
                // Somebody cut the file off meanwhile: no line is there.
                _buffer.AsSpan(done, size - done).Clear();
                break;
            }

            done += read;
        }

        _stop += size;
    }
}
