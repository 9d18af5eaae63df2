using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>cdi</c>: shows which devices the specs of the Container Device Interface offer.</summary>
internal static class CdiCommand
{
    public static ToolCommand CreateGroup(CommandRunner runner)
    {
        var group = new ToolCommand("cdi", "See the devices of the Container Device Interface") { Group = CommandGroups.Host, Action = new HelpPrinter() };
        var list = new ToolCommand("list", "List the devices that --device and --gpus take by name.") { Aliases = { "ls" }, Examples = ["youkictl cdi list"] };
        list.SetAction((parse, _) => runner.RunAsync(parse, ListAsync));
        group.Add(list);
        return group;
    }

    private static async Task<int> ListAsync(ToolSession session, CancellationToken cancellationToken)
    {
        var inventory = (await session.HostInspector.InspectHostAsync(cancellationToken)).Cdi!;
        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, inventory, ToolJson.Default.CdiInventory);
            return ExitCodes.Success;
        }

        var table = new TextTable("DEVICE", "SPEC");
        foreach (var device in inventory.Devices)
        {
            table.Add(device.Name, device.Files.Count == 1 ? device.Files[0] : $"in conflict: {string.Join(", ", device.Files)}");
        }

        table.Write(session.Out, session.Host.OutputIsTerminal);
        foreach (var (path, problem) in inventory.Problems)
        {
            session.Warn($"'{path}' is not used: {problem}.");
        }

        return ExitCodes.Success;
    }
}
