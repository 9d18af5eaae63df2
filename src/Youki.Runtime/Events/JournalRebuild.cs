using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Events;

/// <summary>Finds where a journal ends from its segments, where its lock file does not say it: after a boot, or where the file was lost.</summary>
internal static class JournalRebuild
{
    /// <summary>
    /// How many numbers are left out then. A power cut takes the last events that were written, and somebody may have read them: these numbers must not be given
    /// again, or that reader would miss the new ones. More events than this are never written before the kernel flushes them.
    /// </summary>
    public const long Skip = 1_000_000;

    public static JournalState New() => new() { Journal = Guid.NewGuid().ToString("N")[..8], BootId = BootId.Current, First = 0, Length = 0, Last = 0, Skipped = 0 };

    /// <summary>The end of the journal; null where there is none.</summary>
    public static JournalState? Find(JournalLayout layout)
    {
        var segments = layout.Segments();
        var last = 0L;
        foreach (var first in segments.Reverse())
        {
            using var segment = File.OpenHandle(layout.Segment(first), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var (found, length) = FindEnd(segment, first - 1, 0);
            last = Math.Max(last, found);
            var lines = new SegmentLines(segment, 0);
            if (lines.TryRead(out var line) && JournalLine.TryRead(line, EventJson.Default.SegmentHeader) is { } header)
            {
                return New() with { Journal = header.Journal, First = first, Length = length, Last = last, Skipped = header.Skipped };
            }
        }

        // Damaged as a whole: a new journal, whose segments do not get in the way of the old ones.
        return segments.Count == 0 ? null : New() with { Last = last, Skipped = last };
    }

    /// <summary>The number of the last whole event of a segment from some place on, and where it ends.</summary>
    public static (long Last, long Length) FindEnd(SafeFileHandle segment, long last, long from)
    {
        var lines = new SegmentLines(segment, from);
        var length = from;
        while (lines.TryRead(out var line))
        {
            if (JournalLine.TryRead(line, EventJson.Default.StoredEvent) is { } found && found.Sequence > last)
            {
                (last, length) = (found.Sequence, lines.Offset);
            }
        }

        return (last, length);
    }
}
