namespace Youki.Runtime.Images.Tar;

/// <summary>The numbers at the beginning of a sparse file's content, format 1.0.</summary>
internal ref struct SparseMapLines(TarInput input, long contentSize)
{
    private const int MaxDigits = 20;

    private readonly byte[] _block = new byte[TarHeader.Size];
    private int _position = TarHeader.Size;

    /// <summary>How many bytes of the content were read, in whole blocks.</summary>
    public long Taken { get; private set; }

    public long Next()
    {
        Span<byte> digits = stackalloc byte[MaxDigits];
        var length = 0;
        while (true)
        {
            if (_position == _block.Length)
            {
                Refill();
            }

            var current = _block[_position++];
            if (current == '\n')
            {
                return TarNumber.TryParseDecimal(digits[..length], out var number) ? number : throw NotNumbers();
            }

            if (length == MaxDigits)
            {
                throw NotNumbers();
            }

            digits[length++] = current;
        }
    }

    private void Refill()
    {
        if (Taken + TarHeader.Size > contentSize || input.Read(_block) != TarHeader.Size)
        {
            throw new TarException("is cut off in the map of a sparse file");
        }

        Taken += TarHeader.Size;
        _position = 0;
    }

    private static TarException NotNumbers() => new("has a sparse map that is not made of numbers");
}
