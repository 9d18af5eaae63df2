namespace Youki.Runtime.Logs;

/// <summary>Takes what is read of a file apart into lines, without copying them. A line that is too long to be one is skipped.</summary>
internal sealed class LineSplitter(int longest)
{
    public const int FirstSize = 64 * 1024;

    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _searched;
    private int _end;
    private bool _skipping;

    /// <summary>Where in the file the rest that is not yet a line begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Where in the file the next read belongs.</summary>
    public long ReadOffset => Offset + _end - _start;

    /// <summary>What there is of a line whose newline has not come.</summary>
    public ReadOnlySpan<byte> Rest => _skipping ? default : _buffer.AsSpan(_start, _end - _start);

    /// <summary>Begins anew, at an offset of a file.</summary>
    public void Reset(long offset)
    {
        (_start, _searched, _end, _skipping) = (0, 0, 0, false);
        Offset = offset;
    }

    /// <summary>The room for what is read next.</summary>
    public Span<byte> Room()
    {
        if (_skipping || _end - _start > longest)
        {
            _skipping = true;
            Offset += _end - _start;
            (_start, _searched, _end) = (0, 0, 0);
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _searched, _end) = (0, _searched - _start, _end - _start);
        }

        if (_end > _buffer.Length / 2)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        return _buffer.AsSpan(_end);
    }

    /// <summary>So many bytes were read into the room.</summary>
    public void Add(int length) => _end += length;

    /// <summary>The next line without its newline, and where it begins. It is good until more is read.</summary>
    public bool TryNext(out ReadOnlySpan<byte> line, out long offset)
    {
        while (true)
        {
            var newline = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (newline < 0)
            {
                _searched = _end;
                line = default;
                offset = 0;
                return false;
            }

            line = _buffer.AsSpan(_start, _searched + newline - _start);
            offset = Offset;
            Offset += line.Length + 1;
            _start = _searched = _start + line.Length + 1;
            if (!_skipping)
            {
                return true;
            }

            _skipping = false;
        }
    }

    /// <summary>Takes what there is of a line whose newline has not come, as if it were one; false where there is nothing.</summary>
    public bool TryTakeRest(out ReadOnlySpan<byte> line, out long offset)
    {
        line = Rest;
        offset = Offset;
        Offset += _end - _start;
        (_start, _searched, _end) = (0, 0, 0);
        return !line.IsEmpty;
    }
}
