using System.Buffers;

namespace Youki.Runtime.Images.Tar;

/// <summary>An archive that comes from a stream, which stays open.</summary>
internal sealed class StreamTarInput(Stream stream) : TarInput, IDisposable
{
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
    private int _start;
    private int _end;

    public override ReadOnlySpan<byte> Peek()
    {
        if (_start == _end)
        {
            _start = 0;
            _end = stream.Read(_buffer);
        }

        return _buffer.AsSpan(_start, _end - _start);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    protected override void Consume(int count) => _start += count;
}
