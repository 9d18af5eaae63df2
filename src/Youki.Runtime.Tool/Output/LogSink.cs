namespace Youki.Runtime.Tool.Output;

/// <summary>A buffer before a stream whose reader may go away, as in <c>youkictl logs web | head</c>.</summary>
internal sealed class LogSink(Stream stream, int bufferSize)
{
    private readonly byte[] _buffer = new byte[bufferSize];
    private int _used;

    /// <summary>Nobody reads the stream any more; what is written is dropped.</summary>
    public bool IsBroken { get; private set; }

    public void Write(ReadOnlySpan<byte> content)
    {
        if (content.Length > _buffer.Length - _used)
        {
            Flush();
        }

        if (content.Length > _buffer.Length)
        {
            Send(content);
            return;
        }

        content.CopyTo(_buffer.AsSpan(_used));
        _used += content.Length;
    }

    public void Flush()
    {
        if (_used > 0)
        {
            Send(_buffer.AsSpan(0, _used));
            _used = 0;
        }
    }

    private void Send(ReadOnlySpan<byte> content)
    {
        try
        {
            if (!IsBroken)
            {
                stream.Write(content);
                stream.Flush();
            }
        }
        catch (BrokenPipeException)
        {
            IsBroken = true;
        }
    }
}
