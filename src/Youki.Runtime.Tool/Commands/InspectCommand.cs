using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>inspect</c>: prints all that is known of containers.</summary>
internal static class InspectCommand
{
    public static Command Create(CommandRunner runner)
    {
        var containers = Opt.Containers();
        var command = new ToolCommand("inspect", "Print all that is known of containers, as a JSON array.")
        {
            Group = CommandGroups.See,
            Examples = ["youkictl inspect web | jq '.[0].status.pid'", "youkictl inspect web | jq '.[0].specAuthors'   which part of the library set what"],
        };
        command.Add(containers);
        command.SetAction((parse, _) => runner.RunAsync(parse, (session, cancellationToken) => InspectAsync(session, parse.GetValue(containers)!, cancellationToken)));
        return command;
    }

    // As docker: those that are there are printed even if others are not.
    private static async Task<int> InspectAsync(ToolSession session, IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        var all = new List<ContainerDetails>();
        var exitCode = ExitCodes.Success;
        foreach (var reference in references)
        {
            try
            {
                var status = await session.Finder.FindAsync(reference, cancellationToken);
                all.Add(await session.Containers.InspectContainerAsync(status.Id, cancellationToken));
            }
            catch (Exception exception) when (exception is YoukiException or ToolException)
            {
                session.Warn(ErrorLine.TextOf(exception));
                exitCode = ExitCodes.Failure;
            }
        }

        JsonOutput.Write(session.Out, all, ToolJson.Default.IReadOnlyListContainerDetails);
        return exitCode;
    }
}
