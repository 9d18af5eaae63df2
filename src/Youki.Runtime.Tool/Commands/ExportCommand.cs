using System.CommandLine;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>export</c>: writes a container's files as a tar.</summary>
internal static class ExportCommand
{
    public static Command Create(CommandRunner runner)
    {
        var container = Opt.Container();
        var output = Opt.Text("--output", "-o", "FILE", "Where it goes; default standard output");
        var command = new ToolCommand("export", "Write all files of a container as one tar.")
        {
            Group = CommandGroups.See,
            Examples = ["youkictl export -o web.tar web", "youkictl export web | tar -tv"],
        };
        command.Add(container);
        command.AddGroup("Options", output);
        command.SetAction((parse, _) => runner.RunAsync(parse, async (session, cancellationToken) =>
        {
            var status = await session.Finder.FindAsync(parse.GetRequiredValue(container), cancellationToken);
            await ArchiveOutput.WriteAsync(session.Host, parse.GetValue(output), stream => session.Images.ExportContainerAsync(status.Id, stream, cancellationToken));
            return ExitCodes.Success;
        }));
        return command;
    }
}
