namespace Youki.Runtime.Logs;

/// <summary>Which entries are asked for.</summary>
internal sealed class LogFilter(LogOptions options)
{
    private readonly long _since = options.Since?.UtcTicks ?? long.MinValue;
    private readonly long _until = options.Until?.UtcTicks ?? long.MaxValue;

    public bool Wants(OutputSource stream) => options.Stream is not { } wanted || wanted == stream;

    public bool Wants(long ticks) => ticks >= _since && ticks <= _until;

    public bool Wants(in LogPiece piece) => Wants(piece.Stream) && Wants(piece.Ticks);
}
