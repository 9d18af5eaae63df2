using Youki.Runtime.Bundles;

namespace Youki.Runtime.Logs;

/// <summary>The files of a log in their order, while they are rotated, compressed and removed by others.</summary>
internal sealed class LogChain(LogLayout layout)
{
    private const int MaxAttempts = 100;

    /// <summary>The oldest number that there is, below a number; that number where there is none.</summary>
    public long FirstNumber(long below) => layout.Numbers() is [var first, ..] && first < below ? first : below;

    /// <summary>The file that is written to, or, right after it was rotated, what it has become. Null: nothing was written yet.</summary>
    public LogSegment? OpenLast() => OpenAfter(0, last: true);

    /// <summary>The file that comes after a number; null where there is none yet.</summary>
    public LogSegment? OpenAfter(long number) => OpenAfter(number, last: false);

    /// <summary>A file that was rotated; null where it is gone.</summary>
    public LogSegment? TryOpen(long number) =>

        // The compressor removes the one when the other is there.
        LogSegment.TryOpen(layout.Rotated(number), number) ?? LogSegment.TryOpen(layout.Compressed(number), number) ?? LogSegment.TryOpen(layout.Rotated(number), number);

    /// <summary>Whether a file is still the one that is written to, or will be the last one until the monitor has made a new one.</summary>
    public bool IsLast(LogSegment segment) =>
        segment.IsAt(layout.Live) || (!File.Exists(layout.Live) && !Directory.Exists(layout.Live) && !(layout.Numbers() is [.., var last] && last > segment.Number));

    private LogSegment? OpenAfter(long number, bool last)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var live = LogSegment.TryOpen(layout.Live, 0);
            var numbers = layout.Numbers().Where(other => other > number).ToList();
            if (live is not null && !live.IsAt(layout.Live))
            {
                live.Dispose();
                continue;
            }

            if (live is not null && (last || numbers.Count == 0))
            {
                // It gets the next number when its turn comes.
                live.Number = Math.Max(number, numbers.LastOrDefault()) + 1;
                return live;
            }

            live?.Dispose();
            if (numbers.Count == 0)
            {
                return null;
            }

            if (TryOpen(last ? numbers[^1] : numbers[0]) is { } rotated)
            {
                return rotated;
            }

            // It was removed in between.
            number = last ? number : numbers[0];
        }

        throw new HostResourceException("log", $"The log '{layout.Live}' is rotated faster than it can be opened. Look who else rotates it.");
    }
}
