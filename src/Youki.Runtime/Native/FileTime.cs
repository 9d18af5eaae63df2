using System.Runtime.InteropServices;

namespace Youki.Runtime.Native;

/// <summary>A time of a file as the kernel takes it: seconds since 1970 and nanoseconds. Source: timespec(3).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FileTime(long Seconds, long Nanoseconds)
{
    public static FileTime From(DateTimeOffset time) =>
        new(time.ToUnixTimeSeconds(), (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick);

    /// <summary>The time, cut to the 100 ns that .NET knows.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeSeconds(Seconds).AddTicks(Nanoseconds / TimeSpan.NanosecondsPerTick);
}
