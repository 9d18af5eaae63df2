using System.CommandLine;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>info</c>: tells what this host can do, and how to get what is missing.</summary>
internal static class InfoCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new ToolCommand("info", "Show versions, what this host can do, and how to get what is missing.")
        {
            Group = CommandGroups.Host,
            Examples = ["youkictl info", "youkictl info --format json | jq '.abilities[] | select(.available | not)'"],
        };
        command.SetAction((parse, _) => runner.RunAsync(parse, async (session, cancellationToken) =>
        {
            var report = await session.HostInspector.InspectHostAsync(cancellationToken);
            if (session.Settings.Json)
            {
                JsonOutput.Write(session.Out, report, ToolJson.Default.HostReport);
            }
            else
            {
                HostReportText.Write(session.Out, report, session.Host.OutputIsTerminal);
            }

            return ExitCodes.Success;
        }));
        return command;
    }
}
