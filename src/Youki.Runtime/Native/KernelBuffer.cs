namespace Youki.Runtime.Native;

/// <summary>Where files of the kernel are read into, one after the other; it grows to what they need, up to a limit.</summary>
internal sealed class KernelBuffer
{
    private const int FirstSize = 8 * 1024;
    private const int MaxSize = 1024 * 1024;

    private byte[] _bytes = new byte[FirstSize];

    public Span<byte> Space => _bytes;

    /// <summary>Doubles it, for what did not fit; false where it is as large as may be.</summary>
    public bool TryGrow()
    {
        if (_bytes.Length >= MaxSize)
        {
            return false;
        }

        _bytes = new byte[_bytes.Length * 2];
        return true;
    }
}
