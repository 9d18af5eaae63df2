using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>A Linux signal, 1 to 64. Source: signal(7), x86 and arm numbering.</summary>
[JsonConverter(typeof(TextValueJsonConverter<Signal>))]
public readonly record struct Signal : IParsable<Signal>
{
    private const int RealTimeMin = 34;
    private const int Last = 64;

    private static readonly string[] Names =
    [
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT",
        "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary>Makes a signal of its number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not 1 to 64.</exception>
    public Signal(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Last);
        Number = number;
    }

    /// <summary>SIGTERM, which asks a process to end.</summary>
    public static Signal Term { get; } = new(15);

    /// <summary>SIGKILL, which no process can refuse.</summary>
    public static Signal Kill { get; } = new(9);

    /// <summary>SIGINT, as ctrl-C sends.</summary>
    public static Signal Interrupt { get; } = new(2);

    /// <summary>The number; 0 only for <c>default</c>, which is no signal.</summary>
    public int Number { get; }

    /// <summary>The name without <c>SIG</c>, such as <c>TERM</c> or <c>RTMIN+3</c>.</summary>
    public string Name => Number switch
    {
        < 32 => Names[Number],
        RealTimeMin => "RTMIN",
        > RealTimeMin => string.Create(CultureInfo.InvariantCulture, $"RTMIN+{Number - RealTimeMin}"),
        _ => Number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Reads <c>TERM</c>, <c>SIGTERM</c>, <c>15</c>, <c>RTMIN+3</c> or <c>RTMAX-1</c>, in any case.</summary>
    /// <exception cref="FormatException">There is no such signal.</exception>
    public static Signal Parse(string s, IFormatProvider? provider = null) => TryParse(s, provider, out var signal)
        ? signal
        : throw new FormatException($"'{s}' is not a signal: give a name such as TERM, SIGTERM or RTMIN+3, or a number from 1 to {Last}.");

    /// <summary>Reads a signal as <see cref="Parse"/> does; false where there is no such signal.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Signal result)
    {
        var number = s is null ? 0 : NumberOf(s.Trim().ToUpperInvariant());
        result = number is >= 1 and <= Last ? new Signal(number) : default;
        return result != default;
    }

    /// <summary>Reads a signal as <see cref="Parse"/> does; false where there is no such signal.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out Signal result) => TryParse(s, null, out result);

    /// <summary>The name; empty for <c>default</c>.</summary>
    public override string ToString() => Name;

    private static int NumberOf(string text)
    {
        if (TryNumber(text, out var number))
        {
            return number;
        }

        var name = text.StartsWith("SIG", StringComparison.Ordinal) ? text[3..] : text;
        return name switch
        {
            "" => 0,
            "IOT" => 6,
            "POLL" => 29,
            "CLD" => 17,
            "RTMIN" => RealTimeMin,
            "RTMAX" => Last,
            _ when name.StartsWith("RTMIN+", StringComparison.Ordinal) && TryNumber(name[6..], out var above) => Within(RealTimeMin + above),
            _ when name.StartsWith("RTMAX-", StringComparison.Ordinal) && TryNumber(name[6..], out var below) => Within(Last - below),
            _ => Math.Max(0, Array.IndexOf(Names, name)),
        };
    }

    private static int Within(int realTime) => realTime is >= RealTimeMin and <= Last ? realTime : 0;

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
