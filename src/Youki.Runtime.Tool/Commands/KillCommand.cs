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
        var all = Opt.Flag("--all-processes", null, "Not to the first process alone, but to each that the container has");
        var command = new ToolCommand("kill", "Send a signal to containers, KILL by default.")
        {
            Group = CommandGroups.Run,
            Examples = ["youkictl kill web", "youkictl kill -s HUP web", "youkictl kill -s USR1 --all-processes web"],
        };
        command.Add(containers);
        command.AddGroup("Options", signal, all);
        command.SetAction((parse, _) =>
        {
            var (chosen, toAll) = (parse.GetValue(signal) ?? Signal.Kill, parse.GetValue(all));
            return runner.RunAsync(parse, (session, cancellationToken) => new ContainerBatch(session).RunAsync(
                parse.GetValue(containers)!,
                status => toAll ? session.Control.KillContainerProcessesAsync(status.Id, chosen, cancellationToken) : session.Containers.KillContainerAsync(status.Id, chosen, cancellationToken)));
        });
        return command;
    }
}
