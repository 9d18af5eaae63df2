using System.Globalization;

namespace Youki.Runtime.Events;

/// <summary>A place in a journal, behind an event.</summary>
/// <param name="Journal">Which journal; null: whichever is there, from its beginning.</param>
/// <param name="Last">The number of the event.</param>
/// <param name="Skipped">How many numbers up to it no event had.</param>
internal sealed record JournalPosition(string? Journal, long Last, long Skipped)
{
    /// <summary>Before the first event of a journal that does not exist yet.</summary>
    public static JournalPosition Beginning { get; } = new(null, 0, 0);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Journal}-{Last}-{Skipped}");

    public static JournalPosition? TryParse(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[4];
        return text.Split(parts, '-') == 3
            && parts[0].End.Value > 0
            && long.TryParse(text[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && long.TryParse(text[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out var skipped)
            ? new JournalPosition(text[parts[0]].ToString(), last, skipped)
            : null;
    }
}
