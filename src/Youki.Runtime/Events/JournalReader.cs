using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Events;

/// <summary>
/// Reads the events of a journal in their order, from a place in it and across its segments, while others write. It locks nothing. Numbers that are missing
/// become one event of kind lost.
/// </summary>
/// <param name="layout">The journal.</param>
/// <param name="from">Where it begins. Null: at the oldest event that is there.</param>
internal sealed class JournalReader(JournalLayout layout, JournalPosition? from) : IDisposable
{
    private JournalPosition? _position = from;
    private SafeFileHandle? _file;
    private SegmentLines? _lines;
    private long _first;
    private long? _next;
    private bool _ended;
    private bool _isLost;
    private long? _lost;
    private JournalItem? _kept;

    /// <summary>Where the reading began; null where that was not said and there is no journal yet.</summary>
    public JournalPosition? Start { get; private set; } = from;

    /// <summary>Whether the journal was removed under the reader, as far as the last look has shown.</summary>
    public bool IsGone => _lines is null && _position?.Journal is not null;

    /// <summary>The next event; null where there is none yet.</summary>
    public JournalItem? TryRead()
    {
        if (_kept is { } kept)
        {
            _kept = null;
            return kept;
        }

        while (_lines is not null || TryOpenFirst())
        {
            if (ReadEvent() is { } found)
            {
                return Passed(found);
            }

            if (!TryMoveOn())
            {
                return null;
            }
        }

        return null;
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>Puts what is missing in front of the event that follows.</summary>
    private JournalItem Passed(StoredEvent found)
    {
        var before = _position!;
        if (found.Sequence > before.Last + 1)
        {
            Lose(found.Sequence - before.Last - 1);
        }

        _position = before with { Last = found.Sequence };
        var item = new JournalItem(found, _position);
        if (!_isLost)
        {
            return item;
        }

        var lost = new StoredEvent { Sequence = found.Sequence - 1, Time = found.Time, Kind = EventKind.Lost, Lost = _lost };
        (_kept, _isLost, _lost) = (item, false, null);
        return new JournalItem(lost, before with { Last = found.Sequence - 1 });
    }

    /// <summary>The next whole and new event of the open segment. A damaged line counts only where something good follows: else it may still be written.</summary>
    private StoredEvent? ReadEvent()
    {
        var good = _lines!.Offset;
        while (_lines.TryRead(out var line))
        {
            if (JournalLine.TryRead(line, EventJson.Default.StoredEvent) is { Sequence: > 0 } found)
            {
                good = _lines.Offset;
                if (found.Sequence > _position!.Last)
                {
                    return found;
                }
            }
        }

        _lines.Seek(good);
        return null;
    }

    /// <summary>Opens the segment in which the wanted event is, or would be.</summary>
    private bool TryOpenFirst()
    {
        var segments = layout.Segments();
        var wanted = (_position?.Last ?? 0) + 1;
        return segments.Count > 0 && TryOpen(segments.LastOrDefault(first => first <= wanted, segments[0]));
    }

    private bool TryMoveOn()
    {
        if (_ended && _next is { } next)
        {
            return TryOpen(next);
        }

        // What was written to this segment before the next one was begun is read first.
        _next = layout.Segments().Where(first => first > _first).Select(first => (long?)first).FirstOrDefault();
        _ended = _next is not null;
        if (_next is null && !IsThere())
        {
            // The whole journal was removed.
            Close();
            return false;
        }

        return _ended;
    }

    private bool IsThere() => File.Exists(layout.Segment(_first));

    private bool TryOpen(long first)
    {
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(layout.Segment(first), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // It has just been removed as the oldest: the next look finds another.
            Close();
            return false;
        }

        var lines = new SegmentLines(file, 0);
        if (!lines.TryRead(out var line) || JournalLine.TryRead(line, EventJson.Default.SegmentHeader) is not { } header)
        {
            // Its header is just being written, and what was there before stays open until then; or a power cut has left nothing of it.
            file.Dispose();
            return layout.Segments().Where(later => later > first).Select(later => (long?)later).FirstOrDefault() is { } later && TryOpen(later);
        }

        Close();
        if (_position?.Journal is { } journal && journal != header.Journal)
        {
            // Another journal is in the place of the one that was read: all of it is new, and what is missing of the former nobody knows.
            (_position, _isLost, _lost) = (JournalPosition.Beginning with { Journal = header.Journal }, true, null);
            if (layout.Segments() is [var oldest, ..] && oldest < first)
            {
                file.Dispose();
                return TryOpenFirst();
            }
        }

        (_file, _lines, _first) = (file, lines, first);
        Enter(header);
        return true;
    }

    private void Enter(SegmentHeader header)
    {
        var skippedBefore = header.Skipped - (header.First - 1 - header.After);
        if (_position is { } position && (header.After - position.Last) - (skippedBefore - position.Skipped) is > 0 and var missing)
        {
            Lose(missing);
        }

        _position = new JournalPosition(header.Journal, Math.Max(_position?.Last ?? 0, header.First - 1), header.Skipped);
        Start ??= _position;
    }

    private void Lose(long count)
    {
        // Once it is not known how many, it stays so.
        _lost = _isLost && _lost is null ? null : (_lost ?? 0) + count;
        _isLost = true;
    }

    private void Close()
    {
        _file?.Dispose();
        (_file, _lines, _next, _ended) = (null, null, null, false);
    }
}
