namespace Youki.Runtime.Logs;

/// <summary>Finds where the last lines of a log begin, reading from its end no more than it takes.</summary>
internal sealed class TailFinder(LogChain chain, LogFilter filter, LogParser parser, int longest)
{
    /// <param name="last">The youngest file.</param>
    /// <param name="end">How much of it there is, in bytes.</param>
    /// <param name="lines">How many lines are wanted at most.</param>
    public TailStart Find(LogSegment last, long end, long lines)
    {
        var counter = new TailCounter(lines);
        var whole = last.IsCompressed ? Forward(last, counter) : Backward(last, end, counter);
        var number = last.Number - 1;
        for (var first = chain.FirstNumber(last.Number); number >= first && !counter.IsDone; number--)
        {
            using var segment = chain.TryOpen(number);
            _ = segment is null ? 0 : segment.IsCompressed ? Forward(segment, counter) : Backward(segment, segment.Length, counter);
        }

        return counter.Result(new LogPosition(last.Number, whole));
    }

    /// <summary>The end of the last whole line; lines are counted up to there.</summary>
    private long Backward(LogSegment segment, long end, TailCounter counter)
    {
        var lines = new BackwardLines(segment, end, longest);
        var more = lines.TryPrevious(out var line, out var offset);
        if (parser.IsRaw && lines.End < end)
        {
            counter.Take(OutputSource.Stdout, partial: true, new LogPosition(segment.Number, lines.End), (int)Math.Min(end - lines.End, int.MaxValue));
        }

        for (; more && !counter.IsDone; more = !counter.IsDone && lines.TryPrevious(out line, out offset))
        {
            if (parser.TryParse(line, segment, ended: true, out var piece) && filter.Wants(piece))
            {
                counter.Take(piece.Stream, piece.Partial, new LogPosition(segment.Number, offset), line.Length);
            }
            else
            {
                counter.Pass(line.Length);
            }
        }

        return parser.IsRaw ? end : lines.End;
    }

    /// <summary>What is compressed can only be read from its beginning: where its lines are is written down first.</summary>
    private long Forward(LogSegment segment, TailCounter counter)
    {
        var marks = new List<(long Offset, int Length, OutputSource Stream, bool Partial)>();
        var splitter = new LineSplitter(longest);
        for (int read; (read = segment.Read(splitter.Room(), splitter.ReadOffset)) > 0;)
        {
            splitter.Add(read);
            while (splitter.TryNext(out var line, out var offset))
            {
                if (parser.TryParse(line, segment, ended: true, out var piece) && filter.Wants(piece))
                {
                    marks.Add((offset, line.Length, piece.Stream, piece.Partial));
                }
            }
        }

        for (var index = marks.Count - 1; index >= 0 && !counter.IsDone; index--)
        {
            var (offset, length, stream, partial) = marks[index];
            counter.Take(stream, partial, new LogPosition(segment.Number, offset), length);
        }

        return splitter.Offset;
    }
}
