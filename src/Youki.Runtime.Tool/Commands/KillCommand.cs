using System.CommandLine;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>kill</c>: sends a signal to containers.</summary>
internal static class KillCommand
{
    public static Command Create(CommandRunner runner)
    {
        var containers = Opt.Containers();
        var signal = Opt.Parsed("--signal", "-s", "SIGNAL", "A name or a number; default KILL", text => Signal.Parse(text));
        var command = new ToolCommand("kill", "Send a signal to containers, KILL by default.")
        {
            Group = CommandGroups.Run,
            Examples = ["youkictl kill web", "youkictl kill -s HUP web"],
        };
        command.Add(containers);
        command.AddGroup("Options", signal);
        command.SetAction((parse, _) => runner.RunAsync(parse, (session, cancellationToken) => new ContainerBatch(session)
            .RunAsync(parse.GetValue(containers)!, status => session.Containers.KillContainerAsync(status.Id, parse.GetValue(signal) ?? Signal.Kill, cancellationToken))));
        return command;
    }
}
