using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Images.Tar;

/// <summary>An archive that is a file: what nobody looks at is not even read.</summary>
internal sealed class FileTarInput(SafeFileHandle file, long length) : TarInput
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public override ReadOnlySpan<byte> Peek()
    {
        if (_start == _end)
        {
            _start = 0;
            _end = RandomAccess.Read(file, _buffer, Position);
        }

        return _buffer.AsSpan(_start, _end - _start);
    }

    protected override void Consume(int count) => _start += count;

    // Where the file ends in the middle of something, the reading of what is left shows it.
    protected override long PassOver(long count)
    {
        var passed = Math.Min(count, Math.Max(0, length - Position));
        _start = (int)Math.Min(_end, _start + passed);
        if (_start == _end)
        {
            _start = _end = 0;
        }

        return passed;
    }
}
