using System.CommandLine;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>start</c>: starts containers that are created or have ended.</summary>
internal static class StartCommand
{
    public static Command Create(CommandRunner runner)
    {
        var containers = Opt.Containers();
        var attach = Opt.Flag("--attach", "-a", "Stay with the one container to its end, as a foreground 'run'");
        var command = new ToolCommand("start", "Start containers that are created or have ended.")
        {
            Group = CommandGroups.Run,
            ExitStatus = ["with -a as 'run'; else 0, or 1 where a container could not be started"],
            Examples = ["youkictl start web db", "youkictl start -a job"],
        };
        command.Add(containers);
        command.AddGroup("Options", attach);
        command.SetAction((parse, _) =>
        {
            var references = parse.GetValue(containers)!;
            if (!parse.GetValue(attach))
            {
                return runner.RunAsync(parse, (session, cancellationToken) => StartAsync(session, references, cancellationToken));
            }

            return references is [var reference]
                ? runner.RunAsync(parse, ExitCodes.OfRun, (session, cancellationToken) => AttachedAsync(session, reference, cancellationToken))
                : throw new UsageException("-a stays with one container, so give only one.", "youkictl start");
        });
        return command;
    }

    private static async Task<int> StartAsync(ToolSession session, IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        await session.Containers.InitializeNodeAsync(session.Settings.Node, cancellationToken);
        return await new ContainerBatch(session).RunAsync(references, status => session.Containers.StartContainerAsync(status.Id, cancellationToken));
    }

    private static async Task<int> AttachedAsync(ToolSession session, string reference, CancellationToken cancellationToken)
    {
        await session.Containers.InitializeNodeAsync(session.Settings.Node, cancellationToken);
        var status = await session.Finder.FindAsync(reference, cancellationToken);
        var run = new ForegroundRun(session, status.Id) { IsRestart = true };
        var exit = await run.RunAsync(begin => begin(), cancellationToken);
        return RunExitStatus.Of(session, status.Id, exit);
    }
}
