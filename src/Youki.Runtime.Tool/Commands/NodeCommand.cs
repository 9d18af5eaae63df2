using System.CommandLine;
using System.Globalization;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>node</c>: tells what this host has, and what containers reserve of it.</summary>
internal static class NodeCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new ToolCommand("node", "Show what this host has, and what containers reserve of it.")
        {
            Group = CommandGroups.Host,
            Examples = ["youkictl node", "youkictl node --format json | jq .memoryBytesFree"],
        };
        command.SetAction((parse, _) => runner.RunAsync(parse, async (session, cancellationToken) =>
        {
            var node = await session.HostInspector.GetNodeResourcesAsync(cancellationToken);
            if (session.Settings.Json)
            {
                JsonOutput.Write(session.Out, node, ToolJson.Default.NodeResources);
            }
            else
            {
                Write(session.Out, node, session.Host.OutputIsTerminal);
            }

            return ExitCodes.Success;
        }));
        return command;
    }

    private static void Write(TextWriter output, NodeResources node, bool isTerminal)
    {
        var table = new TextTable("RESOURCE", "TOTAL", "RESERVED", "FREE", "NOW UNUSED");
        table.Add("Processors", Number(node.CpuCores), Number(node.CpuCoresRequested), Number(node.CpuCoresFree), "");
        table.Add("Memory", HumanSize.Of(node.MemoryBytes), HumanSize.Of(node.MemoryBytesRequested), HumanSize.Of(node.MemoryBytesFree), HumanSize.Of(node.MemoryBytesAvailable));
        table.Add("Disk", HumanSize.Of(node.DiskBytes), HumanSize.Of(node.DiskBytesRequested), HumanSize.Of(node.DiskBytesFree), HumanSize.Of(node.DiskBytesAvailable));
        table.Write(output, isTerminal);
        output.WriteLine();
        output.WriteLine($"{node.Containers} containers, {node.ContainersWithoutLimits} of them without a request or limit of processors or memory.");
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
