using System.CommandLine;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>rm</c>: removes containers.</summary>
internal static class RemoveCommand
{
    public static Command Create(CommandRunner runner)
    {
        var containers = Opt.Containers();
        var force = Opt.Flag("--force", "-f", "Kill those that still run, and do not mind those that are gone");
        var volumes = Opt.Flag("--volumes", "-v", "Also the volumes without a name of their own that were made for them");
        var command = new ToolCommand("rm", "Remove containers and all that they hold.")
        {
            Group = CommandGroups.Run,
            Examples = ["youkictl rm web", "youkictl rm -f $(youkictl ps -aq)"],
        };
        command.Add(containers);
        command.AddGroup("Options", force, volumes);
        command.SetAction((parse, _) =>
        {
            var options = new RemoveOptions { Force = parse.GetValue(force), Volumes = parse.GetValue(volumes) };
            return runner.RunAsync(parse, (session, cancellationToken) => new ContainerBatch(session) { IgnoreUnknown = options.Force }
                .RunAsync(parse.GetValue(containers)!, status => session.Containers.RemoveContainerAsync(status.Id, options, cancellationToken)));
        });
        return command;
    }
}
