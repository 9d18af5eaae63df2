using System.CommandLine;
using System.Globalization;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Commands.Storage;

/// <summary><c>system df</c>: tells what takes how much room.</summary>
internal static class DiskUsageCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new ToolCommand("df", "Show how much room images and containers take, and how much of it can go.")
        {
            Examples = ["youkictl system df", "youkictl system df --format json | jq .layers.reclaimableBytes"],
        };
        command.SetAction((parse, _) => runner.RunAsync(parse, async (session, cancellationToken) =>
        {
            var usage = await session.Images.GetStorageUsageAsync(cancellationToken);
            if (session.Settings.Json)
            {
                JsonOutput.Write(session.Out, usage, ToolJson.Default.StorageUsage);
            }
            else
            {
                TableOf(usage).Write(session.Out, session.Host.OutputIsTerminal);
            }

            return ExitCodes.Success;
        }));
        return command;
    }

    private static TextTable TableOf(StorageUsage usage)
    {
        var table = new TextTable("TYPE", "TOTAL", "ACTIVE", "SIZE", "RECLAIMABLE");
        Add(table, "Image layers", usage.Layers);
        Add(table, "Image blobs", usage.Blobs);
        Add(table, "Broken pulls", usage.Ingest);
        Add(table, "Containers", usage.Containers);
        Add(table, "Volumes", usage.Volumes);
        Add(table, "Logs", usage.Logs);
        return table;
    }

    private static void Add(TextTable table, string type, StorageShare share)
    {
        var part = share.Bytes > 0 ? $" ({100 * share.ReclaimableBytes / share.Bytes}%)" : string.Empty;
        table.Add(type, Number(share.Count), Number(share.Active), HumanSize.Of(share.Bytes), HumanSize.Of(share.ReclaimableBytes) + part);
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
