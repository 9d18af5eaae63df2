using System.Buffers.Text;
using System.Text;

namespace Youki.Runtime.Stats;

/// <summary>Reads what the kernel tells of a process. Source: proc(5), /proc/pid/stat, status, cmdline and uid_map.</summary>
internal static class ProcessText
{
    private const int FirstField = 3;
    private const int Fields = 22;
    private const int TicksPerSecond = 100; // USER_HZ, on every architecture that .NET runs on.

    /// <summary>The fields of /proc/pid/stat that are asked for here; null where the text is none.</summary>
    public static ProcessFields? ParseStat(ReadOnlySpan<byte> text)
    {
        // The name may hold anything, parentheses too.
        var (open, close) = (text.IndexOf((byte)'('), text.LastIndexOf((byte)')'));
        Span<long> values = stackalloc long[Fields];
        return open < 0 || close < open || close + 4 > text.Length || !TryNumbers(text[(close + 4)..], values)
            ? null
            : new ProcessFields(
                Encoding.UTF8.GetString(text[(open + 1)..close]),
                StateOf(text[close + 2]),
                (int)Field(values, 4),
                TimeSpan.FromSeconds((Field(values, 14) + Field(values, 15)) / (double)TicksPerSecond),
                (int)Field(values, 20),
                (ulong)Field(values, 22),
                Field(values, 24) * Environment.SystemPageSize);
    }

    /// <summary>The time since boot of a start time.</summary>
    public static TimeSpan SinceBoot(ulong startTime) => TimeSpan.FromSeconds(startTime / (double)TicksPerSecond);

    /// <summary>The number in the innermost PID namespace; null where there is but one.</summary>
    public static int? ContainerPid(ReadOnlySpan<byte> status)
    {
        var numbers = LineOf(status, "NSpid:\t"u8);
        var last = numbers.LastIndexOf((byte)'\t');
        return last >= 0 && Utf8Parser.TryParse(numbers[(last + 1)..], out int pid, out _) ? pid : null;
    }

    /// <summary>The effective user, as this process sees it.</summary>
    public static uint? EffectiveUid(ReadOnlySpan<byte> status)
    {
        var numbers = LineOf(status, "Uid:\t"u8);
        return Utf8Parser.TryParse(numbers[(numbers.IndexOf((byte)'\t') + 1)..], out uint uid, out _) ? uid : null;
    }

    /// <summary>What a user of this process's namespace is inside a user namespace, by its uid_map; null where it is nobody.</summary>
    public static uint? MapInside(ReadOnlySpan<byte> map, uint uid)
    {
        Span<long> numbers = stackalloc long[3];
        foreach (var range in map.Split((byte)'\n'))
        {
            if (TryNumbers(map[range], numbers) && uid >= numbers[1] && uid - numbers[1] < numbers[2])
            {
                return (uint)(uid - numbers[1] + numbers[0]);
            }
        }

        return null;
    }

    /// <summary>The arguments, which end with a NUL each.</summary>
    public static IReadOnlyList<string> ParseArguments(ReadOnlySpan<byte> text) => text.IsEmpty ? [] : Encoding.UTF8.GetString(text.TrimEnd((byte)0)).Split('\0');

    private static long Field(ReadOnlySpan<long> values, int number) => values[number - FirstField - 1];

    // At the beginning of a line only: a process may have any name, and of it the kernel escapes nothing but newlines and backslashes.
    private static ReadOnlySpan<byte> LineOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        foreach (var range in text.Split((byte)'\n'))
        {
            if (text[range].StartsWith(name))
            {
                return text[range][name.Length..];
            }
        }

        return [];
    }

    private static bool TryNumbers(ReadOnlySpan<byte> text, Span<long> values)
    {
        foreach (ref var value in values)
        {
            text = text.TrimStart((byte)' ');
            if (Utf8Parser.TryParse(text, out value, out var length))
            {
                text = text[length..];
            }
            else if (Utf8Parser.TryParse(text, out ulong large, out length))
            {
                // Limits and addresses; none of them is asked for.
                value = unchecked((long)large);
                text = text[length..];
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static ProcessState StateOf(byte letter) => letter switch
    {
        (byte)'R' => ProcessState.Running,
        (byte)'S' => ProcessState.Sleeping,
        (byte)'D' => ProcessState.Waiting,
        (byte)'T' => ProcessState.Stopped,
        (byte)'t' => ProcessState.Traced,
        (byte)'Z' => ProcessState.Zombie,
        (byte)'I' => ProcessState.Idle,
        _ => ProcessState.Unknown,
    };
}
