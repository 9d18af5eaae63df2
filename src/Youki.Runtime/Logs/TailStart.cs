namespace Youki.Runtime.Logs;

/// <summary>From where on the lines of each stream are given. Pieces of both lie between each other, so the last lines need not begin at one place.</summary>
internal readonly record struct TailStart(LogPosition Stdout, LogPosition Stderr)
{
    public LogPosition First => Stdout < Stderr ? Stdout : Stderr;

    public LogPosition Of(OutputSource stream) => stream == OutputSource.Stdout ? Stdout : Stderr;
}
