using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Stats;

/// <summary>What containers use at one moment, with docker's columns.</summary>
internal static class StatsTable
{
    public static TextTable Of(IEnumerable<StatsRow> rows, Func<ContainerId, string> ids)
    {
        var table = new TextTable("CONTAINER ID", "NAME", "CPU %", "MEM USAGE / LIMIT", "MEM %", "NET I/O", "BLOCK I/O", "PIDS");
        foreach (var row in rows)
        {
            var (network, io) = (StatsFigures.Network(row), StatsFigures.Io(row));
            table.Add(
                ids(row.Id),
                row.Name ?? string.Empty,
                StatsFigures.Cpu(row),
                $"{StatsFigures.Memory(row)} / {StatsFigures.Limit(row)}",
                StatsFigures.MemoryPercent(row),
                $"{network.In} / {network.Out}",
                $"{io.In} / {io.Out}",
                StatsFigures.Pids(row));
        }

        return table;
    }
}
