using System.Buffers;

namespace Youki.Runtime.Logs;

/// <summary>Makes entries of one stream's pieces: whole lines, or each piece by itself.</summary>
internal sealed class LineJoiner(LogFilter filter, OutputSource stream, bool pieces, int longest)
{
    private ArrayBufferWriter<byte>? _line;
    private long _ticks;

    public void Add(in LogPiece piece, List<LogEntry> entries)
    {
        if (pieces || (!piece.Partial && _line is not { WrittenCount: > 0 }))
        {
            Give(piece.Ticks, piece.Content, piece.Partial, entries);
            return;
        }

        _line ??= new ArrayBufferWriter<byte>();
        if (_line.WrittenCount > 0 && _line.WrittenCount + piece.Content.Length > longest)
        {
            Give(_ticks, _line.WrittenSpan, partial: true, entries);
            _line.ResetWrittenCount();
        }

        _line.Write(piece.Content);
        _ticks = piece.Ticks;
        if (!piece.Partial)
        {
            Give(_ticks, _line.WrittenSpan, partial: false, entries);
            _line.ResetWrittenCount();
        }
    }

    /// <summary>Gives what has no newline, as nothing more will come.</summary>
    public void Finish(List<LogEntry> entries)
    {
        if (_line is { WrittenCount: > 0 })
        {
            Give(_ticks, _line.WrittenSpan, partial: true, entries);
            _line.ResetWrittenCount();
        }
    }

    private void Give(long ticks, ReadOnlySpan<byte> content, bool partial, List<LogEntry> entries)
    {
        if (filter.Wants(ticks))
        {
            entries.Add(new LogEntry { Timestamp = new DateTimeOffset(ticks, TimeSpan.Zero), Stream = stream, Content = content.ToArray(), Partial = partial });
        }
    }
}
