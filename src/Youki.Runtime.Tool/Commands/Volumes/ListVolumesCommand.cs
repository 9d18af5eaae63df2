using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands.Volumes;

/// <summary><c>volume ls</c>: lists volumes.</summary>
internal static class ListVolumesCommand
{
    public static Command Create(CommandRunner runner)
    {
        var quiet = Opt.Flag("--quiet", "-q", "Only names");
        var filters = Opt.Many("--filter", "-f", "KEY=VALUE", "Only some, by name, label, driver or dangling=true|false; may be repeated");
        var command = new ToolCommand("ls", "List volumes, by name.") { Examples = ["youkictl volume ls --filter dangling=true   those that no container uses"] };
        command.AddGroup("Options", filters, quiet);
        command.SetAction((parse, _) =>
        {
            var query = VolumeQuery.Parse(parse.GetValue(filters)!);
            return runner.RunAsync(parse, async (session, cancellationToken) =>
            {
                Write(session, query.Select(await session.Volumes.ListVolumesAsync(query.Filter, cancellationToken)), parse.GetValue(quiet));
                return ExitCodes.Success;
            });
        });
        return command;
    }

    private static void Write(ToolSession session, IReadOnlyList<VolumeInfo> volumes, bool isQuiet)
    {
        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, volumes, ToolJson.Default.IReadOnlyListVolumeInfo);
        }
        else if (isQuiet)
        {
            foreach (var volume in volumes)
            {
                session.Out.WriteLine(volume.Name);
            }
        }
        else
        {
            var table = new TextTable("DRIVER", "VOLUME NAME");
            foreach (var volume in volumes)
            {
                table.Add(volume.Driver, volume.Name);
            }

            table.Write(session.Out, session.Host.OutputIsTerminal);
        }
    }
}
