namespace Youki.Runtime.Logs;

/// <summary>A place in a log: the number that its file has or will get when it is rotated, and the offset in it, of a compressed one before the compression.</summary>
internal readonly record struct LogPosition(long Number, long Offset) : IComparable<LogPosition>
{
    public int CompareTo(LogPosition other) => Number != other.Number ? Number.CompareTo(other.Number) : Offset.CompareTo(other.Offset);

    public static bool operator <(LogPosition left, LogPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(LogPosition left, LogPosition right) => left.CompareTo(right) > 0;
}
