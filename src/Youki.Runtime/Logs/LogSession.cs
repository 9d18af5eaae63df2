using Youki.Runtime.Bundles;

namespace Youki.Runtime.Logs;

/// <summary>One reading of a log, from where it is to begin, over all its files. The caller asks again when more may have come.</summary>
internal sealed class LogSession : IDisposable
{
    private readonly LogChain _chain;
    private readonly LogOptions _options;
    private readonly LogParser _parser;
    private readonly LogFilter _filter;
    private readonly LineSplitter _splitter;
    private readonly LineJoiner[] _joiners;
    private readonly List<LogEntry> _entries = [];
    private readonly LogPosition _end;
    private readonly TailStart _start;
    private readonly string? _rawFile;
    private LogSegment? _segment;

    /// <summary>Opens the log as it is now. Without <see cref="LogOptions.Follow"/>, what is written later is not given.</summary>
    public LogSession(LogLayout layout, LogOptions options, bool raw)
    {
        var longest = options.MaxLineBytes ?? LogOptions.DefaultMaxLineBytes;
        var longestInFile = Math.Max(longest, LineSplitter.FirstSize) + LogLine.LongestHead;
        _chain = new LogChain(layout);
        _options = options;
        _rawFile = raw ? layout.Raw : null;
        _parser = new LogParser(raw);
        _filter = new LogFilter(options);
        _splitter = new LineSplitter(longestInFile);
        _joiners = [.. new[] { OutputSource.Stdout, OutputSource.Stderr }.Select(stream => new LineJoiner(_filter, stream, options.Pieces, longest))];
        if ((raw ? LogSegment.TryOpen(layout.Raw, 1) : _chain.OpenLast()) is not { } last)
        {
            return;
        }

        try
        {
            _end = new LogPosition(last.Number, last.IsCompressed ? long.MaxValue : last.Length);
            _start = options.Tail is { } lines ? new TailFinder(_chain, _filter, _parser, longestInFile).Find(last, _end.Offset, lines) : default;
            _segment = raw || _start.First.Number == last.Number ? last : _chain.OpenAfter(_start.First.Number - 1);
        }
        finally
        {
            if (_segment != last)
            {
                last.Dispose();
            }
        }

        _splitter.Reset(_segment?.Number == _start.First.Number ? _start.First.Offset : 0);
    }

    /// <summary>The next entries; none where there is no more for now. They are good until the next call.</summary>
    public IReadOnlyList<LogEntry> ReadNext()
    {
        _entries.Clear();
        while (_entries.Count == 0)
        {
            _segment ??= _options.Follow ? OpenFirst() : null;
            if (_segment is null)
            {
                break;
            }

            // Asked before it is read: what the monitor writes to it before it turns to the next one is read after this.
            var last = _rawFile is not null || _chain.IsLast(_segment);
            if (Read(_segment))
            {
                continue;
            }

            if (last || IsAtEnd(_segment) || _chain.OpenAfter(_segment.Number) is not { } next)
            {
                break;
            }

            TakeRest(_segment);
            _segment.Dispose();
            _segment = next;
            _splitter.Reset(0);
        }

        return _entries;
    }

    /// <summary>What was not ended by a newline, as nothing more will come.</summary>
    public IReadOnlyList<LogEntry> Finish()
    {
        _entries.Clear();
        if (_segment is not null && _options.Follow)
        {
            TakeRest(_segment);
        }

        foreach (var joiner in _joiners)
        {
            joiner.Finish(_entries);
        }

        return _entries;
    }

    public void Dispose() => _segment?.Dispose();

    private LogSegment? OpenFirst() => _rawFile is null ? _chain.OpenAfter(0) : LogSegment.TryOpen(_rawFile, 1);

    private bool IsAtEnd(LogSegment segment) => !_options.Follow && segment.Number >= _end.Number;

    /// <summary>Reads once; false at the end.</summary>
    private bool Read(LogSegment segment)
    {
        var room = _splitter.Room();
        if (IsAtEnd(segment))
        {
            room = room[..(int)Math.Clamp(_end.Offset - _splitter.ReadOffset, 0, room.Length)];
        }

        var length = segment.Read(room, _splitter.ReadOffset);
        if (length == 0)
        {
            return StartsOver(segment);
        }

        _splitter.Add(length);
        while (_splitter.TryNext(out var line, out var offset))
        {
            Add(line, segment, offset, ended: true);
        }

        if (_rawFile is not null && _splitter.TryTakeRest(out var rest, out var at))
        {
            // Nobody marks where a line goes on, so what there is of it is a piece.
            Add(rest, segment, at, ended: false);
        }

        return true;
    }

    /// <summary>Whether somebody has emptied the file, as logrotate's copytruncate does: then it is read from its beginning.</summary>
    private bool StartsOver(LogSegment segment)
    {
        if (segment.IsCompressed || !_options.Follow || segment.Length >= _splitter.ReadOffset)
        {
            return false;
        }

        _splitter.Reset(0);
        return true;
    }

    /// <summary>A line that was cut off, as a full disk does, is given as far as it goes.</summary>
    private void TakeRest(LogSegment segment)
    {
        if (_splitter.TryTakeRest(out var rest, out var offset))
        {
            Add(rest, segment, offset, ended: true);
        }
    }

    private void Add(ReadOnlySpan<byte> line, LogSegment segment, long offset, bool ended)
    {
        if (_parser.TryParse(line, segment, ended, out var piece) && _filter.Wants(piece.Stream) && !(new LogPosition(segment.Number, offset) < _start.Of(piece.Stream)))
        {
            _joiners[(int)piece.Stream].Add(piece, _entries);
        }
    }
}
