using System.CommandLine;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>rename</c>: gives a container another name, which no other one has.</summary>
internal static class RenameCommand
{
    public static Command Create(CommandRunner runner)
    {
        var container = Opt.Container();
        var name = new Argument<string>("name") { HelpName = "NAME", Description = "Its new name" };
        var command = new ToolCommand("rename", "Give a container another name.") { Group = CommandGroups.Run, Examples = ["youkictl rename web web-old"] };
        command.Add(container);
        command.Add(name);
        command.SetAction((parse, _) => runner.RunAsync(parse, async (session, cancellationToken) =>
        {
            var status = await session.Finder.FindAsync(parse.GetRequiredValue(container), cancellationToken);
            await session.Finder.CheckNameIsFreeAsync(parse.GetRequiredValue(name), status.Id, cancellationToken);
            await session.Control.RenameContainerAsync(status.Id, parse.GetRequiredValue(name), cancellationToken);
            return ExitCodes.Success;
        }));
        return command;
    }
}
