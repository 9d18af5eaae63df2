using System.Globalization;

namespace Youki.Runtime.Copying;

/// <summary>How much may be copied, how much was, and what was left out.</summary>
internal sealed class CopyBudget(CopyOptions options)
{
    public const long DefaultMaxBytes = 1L << 40;
    public const int DefaultMaxEntries = 10_000_000;

    private const int MaxNotes = 100;

    private readonly List<string> _skipped = [];

    public long MaxBytes { get; } = options.MaxBytes ?? DefaultMaxBytes;

    public int MaxEntries { get; } = options.MaxEntries ?? DefaultMaxEntries;

    public long Bytes { get; private set; }

    public int Entries { get; private set; }

    public CopyResult Result => new(Entries, Bytes, _skipped);

    /// <exception cref="CopyException">It is one too many.</exception>
    public void CountEntry(string path)
    {
        if (++Entries > MaxEntries)
        {
            throw TooMuch(path, $"{MaxEntries.ToString(CultureInfo.InvariantCulture)} files and directories ({nameof(CopyOptions)}.{nameof(CopyOptions.MaxEntries)})");
        }
    }

    /// <exception cref="CopyException">They are too many.</exception>
    public void CountBytes(long count, string path)
    {
        Bytes += count;
        if (Bytes > MaxBytes || Bytes < 0)
        {
            throw TooMuch(path, $"{MaxBytes.ToString(CultureInfo.InvariantCulture)} bytes ({nameof(CopyOptions)}.{nameof(CopyOptions.MaxBytes)})");
        }
    }

    public void Skip(string sentence)
    {
        if (_skipped.Count < MaxNotes)
        {
            _skipped.Add(MessageTextOf(sentence));
        }
    }

    private static string MessageTextOf(string sentence) => string.Concat(sentence.Select(character => char.IsControl(character) ? '?' : character));

    private static CopyException TooMuch(string path, string limit) =>
        new(path, $"The copy was broken off at '{path}': it has more than the limit of {limit}. What was copied until then is there.");
}
