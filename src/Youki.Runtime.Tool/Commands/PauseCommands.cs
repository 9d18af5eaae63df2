using System.CommandLine;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>pause</c> and <c>unpause</c>: freeze containers, and let them go on.</summary>
internal static class PauseCommands
{
    public static Command CreatePause(CommandRunner runner) => Create(
        runner,
        new ToolCommand("pause", "Freeze all processes of containers, until unpause. A stop ends it too.") { Group = CommandGroups.Run, Examples = ["youkictl pause web"] },
        static (session, status, cancellationToken) => session.Control.PauseContainerAsync(status.Id, cancellationToken));

    public static Command CreateUnpause(CommandRunner runner) => Create(
        runner,
        new ToolCommand("unpause", "Let frozen containers go on.") { Group = CommandGroups.Run, Examples = ["youkictl unpause web"] },
        static (session, status, cancellationToken) => session.Control.ResumeContainerAsync(status.Id, cancellationToken));

    private static ToolCommand Create(CommandRunner runner, ToolCommand command, Func<ToolSession, ContainerStatus, CancellationToken, Task> work)
    {
        var containers = Opt.Containers();
        command.Add(containers);
        command.SetAction((parse, _) => runner.RunAsync(parse, (session, cancellationToken) =>
            new ContainerBatch(session).RunAsync(parse.GetValue(containers)!, status => work(session, status, cancellationToken))));
        return command;
    }
}
