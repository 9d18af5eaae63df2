namespace Youki.Runtime.Cgroups;

/// <summary>Weights of version 2 for shares of version 1.</summary>
internal static class CpuWeight
{
    private const double MinShares = 2;
    private const double SharesSpan = 262_142;
    private const double WeightSpan = 9_999;

    /// <summary>On a straight line, from 2 and 1 to 262,144 and 10,000. Source: OCI runtime-spec, config-linux.md, as youki and runc before 1.3 do it.</summary>
    public static ulong Of(ulong shares) => (ulong)(1 + Math.Floor((shares - MinShares) * WeightSpan / SharesSpan));

    /// <summary>On a curve, with 100 for 1,024. Source: runc 1.3.</summary>
    public static ulong Logarithmic(ulong shares)
    {
        var log = Math.Log2(shares);
        return (ulong)Math.Ceiling(Math.Pow(10, (((log * log) + (125 * log)) / 612) - (7.0 / 34)));
    }
}
