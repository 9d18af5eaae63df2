namespace Youki.Runtime.Images.Tar;

/// <summary>Text as bytes in a buffer that is used again for the next one.</summary>
internal sealed class ByteText
{
    private byte[] _buffer = new byte[256];

    public int Length { get; private set; }

    /// <summary>Whether something was said, be it empty.</summary>
    public bool IsSet { get; private set; }

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, Length);

    public void Clear()
    {
        Length = 0;
        IsSet = false;
    }

    public void Set(ReadOnlySpan<byte> text)
    {
        Length = 0;
        Append(text);
    }

    public void Append(ReadOnlySpan<byte> text)
    {
        if (Length + text.Length > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + text.Length));
        }

        text.CopyTo(_buffer.AsSpan(Length));
        Length += text.Length;
        IsSet = true;
    }

    /// <summary>Cuts it to its beginning.</summary>
    public void Truncate(int length) => Length = length;

    public void CopyFrom(ByteText other)
    {
        Clear();
        if (other.IsSet)
        {
            Set(other.Span);
        }
    }
}
