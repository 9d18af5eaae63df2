using Youki.Runtime.Specs;

namespace Youki.Runtime.Tool.Output;

/// <summary>Prints the fields of a config.json with the reason of each.</summary>
internal static class SpecTable
{
    /// <summary>A value goes on in config.json itself; the table is for the reasons.</summary>
    private const int LongestValue = 72;

    public static void Write(TextWriter output, bool isTerminal, IReadOnlyList<SpecReason> reasons)
    {
        var table = new TextTable("FIELD", "VALUE", "WHY");
        foreach (var reason in reasons)
        {
            table.Add(reason.Path, reason.Value.Length > LongestValue ? $"{reason.Value[..LongestValue]}..." : reason.Value, reason.Why);
        }

        table.Write(output, isTerminal);
    }
}
