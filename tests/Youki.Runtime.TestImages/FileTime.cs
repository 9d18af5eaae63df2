namespace Youki.Runtime.TestImages;

/// <summary>A file's time, as exact as file systems keep it.</summary>
/// <param name="Seconds">Since 1970.</param>
/// <param name="Nanoseconds">Above the seconds, 0 to 999,999,999.</param>
public readonly record struct FileTime(long Seconds, int Nanoseconds = 0)
{
    /// <summary>What entries have unless told.</summary>
    public static FileTime Default { get; } = new(1_700_000_000);

    public override string ToString() => Nanoseconds == 0 ? $"{Seconds}" : $"{Seconds}.{Nanoseconds:D9}";
}
