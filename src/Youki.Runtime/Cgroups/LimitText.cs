using System.Globalization;

namespace Youki.Runtime.Cgroups;

/// <summary>Compares limits as they are written with what the kernel reads back.</summary>
internal static class LimitText
{
    private const string Max = "max";

    /// <summary>What version 1 reads back for no limit of memory is the largest number of whole pages.</summary>
    private const long Unlimited = long.MaxValue - 65_536;

    public static string OrMax(long value) => value < 0 ? Max : value.ToString(CultureInfo.InvariantCulture);

    public static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a file holds an amount of memory, which the kernel rounds down to whole pages.</summary>
    public static bool IsBytes(string found, long wanted)
    {
        var value = found == Max ? Unlimited : long.TryParse(found, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        return wanted < 0 || wanted >= Unlimited ? value >= Unlimited : value == wanted - (wanted % Environment.SystemPageSize);
    }

    /// <summary>Whether two lists of processors, such as <c>0-1</c> and <c>0,1</c>, are the same.</summary>
    public static bool IsSameSet(string found, string wanted) => Numbers(found) is { } one && Numbers(wanted) is { } other && one.SetEquals(other);

    /// <summary>The rate of a device in a file such as <c>254:0 4096</c>; 0 where it has none.</summary>
    public static bool HasRate(string found, string device, ulong rate) =>
        (found.Split('\n').FirstOrDefault(line => line.StartsWith($"{device} ", StringComparison.Ordinal)) is { } line ? line[(device.Length + 1)..] : "0")
        == rate.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether <c>io.max</c> has all members of a device; one that is <c>max</c> may be left out with its line.</summary>
    public static bool HasRates(string found, string device, IReadOnlyList<string> members)
    {
        var words = (found.Split('\n').FirstOrDefault(line => line.StartsWith($"{device} ", StringComparison.Ordinal)) ?? "").Split(' ');
        return members.All(member => words.Contains(member) || (words.Length == 1 && member.EndsWith("=max", StringComparison.Ordinal)));
    }

    /// <summary>
    /// Whether a file of version 2 says what was written to it. The kernel rounds amounts down to whole pages, writes a list of processors shortest, adds what was not said
    /// (<c>cpu.max</c>), and has one line for each device.
    /// </summary>
    public static bool IsSame(string found, string wanted)
    {
        var words = wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return found == wanted
            || (long.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && IsBytes(found, bytes))
            || (words.Length == 1 && !found.Contains('\n') && IsSameSet(found, wanted))
            || found.Split('\n').Select(line => line.Split(' ')).Any(line => words.Length > 0 && words.All(line.Contains) && (line[0] == words[0] || line is ["default", _]));
    }

    /// <summary>The numbers of a list such as <c>0-3,7</c>; null where it is none.</summary>
    public static HashSet<int>? Numbers(string list)
    {
        var found = new HashSet<int>();
        foreach (var part in list.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = part.IndexOf('-', StringComparison.Ordinal);
            if (!int.TryParse(dash < 0 ? part : part[..dash], CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(dash < 0 ? part : part[(dash + 1)..], CultureInfo.InvariantCulture, out var last)
                || last - first > 100_000)
            {
                return null;
            }

            found.UnionWith(Enumerable.Range(first, Math.Max(0, last - first + 1)));
        }

        return found;
    }
}
