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
        var interactive = Opt.Flag("--interactive", "-i", "As -a, and pass standard input on where the container was made with -i");
        var detachKeys = ConsoleOptions.DetachKeys();
        var command = new ToolCommand("start", "Start containers that are created or have ended.")
        {
            Group = CommandGroups.Run,
            ExitStatus = ["with -a as 'run'; else 0, or 1 where a container could not be started"],
            Examples = ["youkictl start web db", "youkictl start -a job", "youkictl start -ai shell"],
        };
        command.Add(containers);
        command.AddGroup("Options", attach, interactive, detachKeys);
        command.SetAction((parse, _) =>
        {
            var references = parse.GetValue(containers)!;
            var isInteractive = parse.GetValue(interactive);
            if (!parse.GetValue(attach) && !isInteractive)
            {
                return runner.RunAsync(parse, (session, cancellationToken) => StartAsync(session, references, cancellationToken));
            }

            return references is [var reference]
                ? runner.RunAsync(parse, ExitCodes.OfRun, (session, cancellationToken) => AttachedAsync(session, reference, isInteractive, ConsoleOptions.Read(parse, detachKeys), cancellationToken))
                : throw new UsageException("-a and -i stay with one container, so give only one.", "youkictl start");
        });
        return command;
    }

    private static async Task<int> StartAsync(ToolSession session, IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        await session.Containers.InitializeNodeAsync(session.Settings.Node, cancellationToken);
        return await new ContainerBatch(session).RunAsync(references, status => session.Containers.StartContainerAsync(status.Id, cancellationToken));
    }

    private static async Task<int> AttachedAsync(ToolSession session, string reference, bool interactive, IReadOnlyList<byte> keys, CancellationToken cancellationToken)
    {
        await session.Containers.InitializeNodeAsync(session.Settings.Node, cancellationToken);
        var status = await session.Finder.FindAsync(reference, cancellationToken);
        var config = (await session.Containers.InspectContainerAsync(status.Id, cancellationToken)).Config;
        var console = new ConsoleRequest { Input = interactive && config.OpenStdin == true, Terminal = config.Terminal == true, DetachKeys = keys };
        ContainerConsole.CheckInput(session.Host, console, "youkictl start");
        var run = new ForegroundRun(session, status.Id) { IsRestart = true, Console = console };
        var exit = await run.RunAsync(begin => begin(), cancellationToken);
        return run.IsDetached ? RunExitStatus.OfDetached(session, status.Id) : RunExitStatus.Of(session, status.Id, exit);
    }
}
