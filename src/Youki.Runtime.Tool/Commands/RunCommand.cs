using System.CommandLine;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>run</c>: makes a container and starts it; in the foreground, stays with it to its end.</summary>
internal static class RunCommand
{
    public static Command Create(CommandRunner runner)
    {
        var options = new ContainerOptions();
        var detach = Opt.Flag("--detach", "-d", "Return at once and print the container's id");
        var detachKeys = ConsoleOptions.DetachKeys();
        var remove = Opt.Flag("--rm", null, "Remove the container when it has ended");
        var command = new ToolCommand("run", "Make a container and start it.")
        {
            Group = CommandGroups.Run,
            OptionsFirst = true,
            ExitStatus = RunExitStatus.Lines,
            Examples =
            [
                "youkictl run --rm alpine:3 sh -c 'echo hello; exit 3'   prints hello, exits with 3",
                "echo hi | youkictl run --rm -i alpine:3 cat             passes standard input on",
                "youkictl run --rm -it alpine:3                          a shell at this terminal; ctrl-p ctrl-q leaves it running",
                "youkictl run --rm --entrypoint /bin/ls web:1 -l /       another program of the image, with arguments",
                "youkictl run -d --name web --memory 512m --cpus 0.5 --read-only registry.example/web:1",
                "youkictl run --rm dir:/srv/rootfs id                    a directory as the root file system",
            ],
        };
        options.AddTo(command, detach, remove, detachKeys);
        command.SetAction((parse, _) =>
        {
            var request = options.Read(parse, runner.Host);
            var (isDetached, isRemoved) = (parse.GetValue(detach), parse.GetValue(remove));
            var console = new ConsoleRequest { Input = request.Config.OpenStdin == true, Terminal = request.Config.Terminal == true, DetachKeys = ConsoleOptions.Read(parse, detachKeys) };
            if (!isDetached)
            {
                ContainerConsole.CheckInput(runner.Host, console, "youkictl run");
            }

            return runner.RunAsync(parse, ExitCodes.OfRun, (session, cancellationToken) => isDetached
                ? DetachedAsync(session, request with { RemoveOnExit = isRemoved }, cancellationToken)
                : ForegroundAsync(session, request, console, isRemoved, cancellationToken));
        });
        return command;
    }

    private static async Task<int> DetachedAsync(ToolSession session, CreateRequest request, CancellationToken cancellationToken)
    {
        // As docker: nobody is attached from the start, so the input stays open for whoever attaches, and after them.
        var config = request.Config is { OpenStdin: true, Terminal: null } ? request.Config with { StdinOnce = false } : request.Config;
        var creation = new ContainerCreation(session);
        var id = await creation.CreateAsync(request with { Config = config }, cancellationToken);
        await creation.UndoOnFailureAsync(id, () => session.Containers.StartContainerAsync(id, cancellationToken));
        CreateCommand.Print(session, id);
        return ExitCodes.Success;
    }

    private static async Task<int> ForegroundAsync(ToolSession session, CreateRequest request, ConsoleRequest console, bool remove, CancellationToken cancellationToken)
    {
        var creation = new ContainerCreation(session);
        var id = await creation.CreateAsync(request, cancellationToken);
        var run = new ForegroundRun(session, id) { Console = console };
        var exit = await run.RunAsync(begin => creation.UndoOnFailureAsync(id, begin), cancellationToken);
        if (remove && exit is not null)
        {
            await session.Containers.RemoveContainerAsync(id, new RemoveOptions { Volumes = true }, CancellationToken.None);
        }

        return run.IsDetached ? RunExitStatus.OfDetached(session, id) : RunExitStatus.Of(session, id, exit);
    }
}
