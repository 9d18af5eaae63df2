using Spectre.Console;
using Spectre.Console.Rendering;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Stats;

/// <summary>What containers use at one moment, with small bars, in the width of a terminal.</summary>
internal static class LiveStatsTable
{
    private const int BarWidth = 6;
    private const int NameWidth = 16;

    /// <summary>Below it there is no room for what goes to devices.</summary>
    private const int WideFrom = 96;

    /// <summary>In eighths of a character, from empty to full.</summary>
    private static readonly string[] Eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

    /// <param name="rows">The containers.</param>
    /// <param name="width">How wide the terminal is.</param>
    /// <param name="cores">How many cores the host has: a full bar.</param>
    public static IRenderable Of(IReadOnlyList<StatsRow> rows, int width, int cores)
    {
        var isWide = width >= WideFrom;
        var table = new Table().NoBorder();
        string[] columns = ["NAME", "CPU", "", "MEMORY", "", "NET IN/OUT", .. isWide ? ["DISK IN/OUT"] : Array.Empty<string>(), "PIDS"];
        foreach (var (index, column) in columns.Index())
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))).NoWrap().Padding(0, 0, index == columns.Length - 1 ? 0 : column is "CPU" or "MEMORY" ? 1 : 2, 0));
        }

        foreach (var row in rows)
        {
            var (network, io) = (StatsFigures.Network(row), StatsFigures.Io(row));
            table.AddRow(
            [
                new Text(Name(row)),
                new Text(StatsFigures.Cpu(row)).RightJustified(),
                Bar(row.CpuPercent / (100.0 * cores)),
                new Text($"{StatsFigures.Memory(row)}/{StatsFigures.Limit(row)}").RightJustified(),
                Bar(StatsFigures.MemoryShare(row)),
                new Text($"{network.In}/{network.Out}"),
                .. isWide ? [new Text($"{io.In}/{io.Out}")] : Array.Empty<IRenderable>(),
                new Text(StatsFigures.Pids(row)).RightJustified(),
            ]);
        }

        return rows.Count == 0 ? new Rows(table, new Text("No container runs.")) : table;
    }

    /// <summary>A bar, green, or red where nearly all is used.</summary>
    internal static Text Bar(double? share)
    {
        const double nearlyAll = 0.9;
        var used = Math.Clamp(share ?? 0, 0, 1);
        var eighths = (int)Math.Round(used * BarWidth * Eighths.Length);
        var bar = new string('█', eighths / Eighths.Length) + Eighths[eighths % Eighths.Length];
        return new Text(bar.PadRight(BarWidth, '·'), new Style(used >= nearlyAll ? Color.Red : Color.Green));
    }

    private static string Name(StatsRow row)
    {
        var name = TerminalText.Clean(row.Name ?? row.Id.Value);
        return name.Length <= NameWidth ? name : $"{name[..(NameWidth - 1)]}…";
    }
}
