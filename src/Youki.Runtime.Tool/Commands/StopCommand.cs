using System.CommandLine;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>stop</c>: asks containers to end.</summary>
internal static class StopCommand
{
    public static Command Create(CommandRunner runner)
    {
        var containers = Opt.Containers();
        var timeout = Opt.Parsed("--time", "-t", "TIME", "How long to wait before killing, such as 10 or 1m; 0 kills at once", Duration.Parse);
        var command = new ToolCommand("stop", "Ask containers to end, and kill those that do not in time.")
        {
            Group = CommandGroups.Run,
            Examples = ["youkictl stop web", "youkictl stop -t 30 web db"],
        };
        timeout.Aliases.Add("--timeout");
        command.Add(containers);
        command.AddGroup("Options", timeout);
        command.SetAction((parse, _) =>
        {
            var options = new StopOptions { Timeout = parse.GetValue(timeout) };
            return runner.RunAsync(parse, (session, cancellationToken) => new ContainerBatch(session)
                .RunAsync(parse.GetValue(containers)!, status => session.Containers.StopContainerAsync(status.Id, options, cancellationToken)));
        });
        return command;
    }
}
