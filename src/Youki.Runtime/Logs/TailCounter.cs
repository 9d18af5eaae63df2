namespace Youki.Runtime.Logs;

/// <summary>Counts lines from the last one backwards, piece by piece, until there are enough and the beginnings of all of them are found.</summary>
internal sealed class TailCounter(long lines)
{
    /// <summary>
    /// How far before the piece of a line the one before it is looked for. The pieces of a line are written right after each other, unless the other
    /// stream fills the log meanwhile; and whether a line has more of them cannot be told from it.
    /// </summary>
    private const long Reach = 1024 * 1024;

    private readonly State[] _states = new State[2];
    private readonly LogPosition[] _starts = new LogPosition[2];
    private long _left = lines;
    private long _idle;

    private enum State
    {
        /// <summary>No piece of the stream has come.</summary>
        Unseen,

        /// <summary>What comes next may belong to the line that was counted last.</summary>
        Open,

        /// <summary>What comes next is not wanted.</summary>
        Closed,
    }

    /// <summary>Nothing more is needed.</summary>
    public bool IsDone => _left == 0 && (_idle > Reach || !_states.Contains(State.Open));

    /// <summary>Takes the piece before the last one.</summary>
    public void Take(OutputSource stream, bool partial, LogPosition at, int length)
    {
        ref var state = ref _states[(int)stream];
        var begins = state == State.Unseen || (state == State.Open && !partial);
        if (begins && _left == 0)
        {
            state = State.Closed;
        }

        if (state == State.Closed)
        {
            Pass(length);
            return;
        }

        _left -= begins ? 1 : 0;
        state = State.Open;
        _starts[(int)stream] = at;
        _idle = 0;
    }

    /// <summary>Takes a line that is none of those that are asked for.</summary>
    public void Pass(int length) => _idle += length;

    /// <param name="end">Where what is yet to come begins.</param>
    public TailStart Result(LogPosition end) => new(Start(OutputSource.Stdout, end), Start(OutputSource.Stderr, end));

    private LogPosition Start(OutputSource stream, LogPosition end) => _starts[(int)stream] == default ? end : _starts[(int)stream];
}
