using System.CommandLine;
using System.Globalization;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>attach</c>: stays with a container that runs already.</summary>
internal static class AttachCommand
{
    public static Command Create(CommandRunner runner)
    {
        var container = Opt.Container();
        var noInput = Opt.Flag("--no-stdin", null, "Pass nothing on to the container");
        var replay = Opt.Parsed("--replay", null, "NUMBER", "First the last lines that it wrote before", ParseLines);
        var signals = new Option<bool>("--sig-proxy") { Description = "Pass signals on to a container without terminal; default true", DefaultValueFactory = _ => true, HelpName = "BOOL" };
        var detachKeys = ConsoleOptions.DetachKeys();
        var command = new ToolCommand("attach", "Stay with a running container: see what it writes, and type to it.")
        {
            Group = CommandGroups.Run,
            ExitStatus = RunExitStatus.Lines,
            Examples =
            [
                "youkictl attach shell                     ctrl-p ctrl-q leaves it running",
                "youkictl attach --no-stdin --replay 20 web",
            ],
        };
        command.Add(container);
        command.AddGroup("Options", noInput, replay, signals, detachKeys);
        command.SetAction((parse, _) =>
        {
            var keys = ConsoleOptions.Read(parse, detachKeys);
            var (isReadOnly, lines, isProxy) = (parse.GetValue(noInput), parse.GetValue(replay), parse.GetValue(signals));
            return runner.RunAsync(parse, ExitCodes.OfRun, async (session, cancellationToken) =>
            {
                var status = await session.Finder.FindAsync(parse.GetRequiredValue(container), cancellationToken);
                var config = (await session.Containers.InspectContainerAsync(status.Id, cancellationToken)).Config;
                var console = new ConsoleRequest { Input = !isReadOnly && config.OpenStdin == true, Terminal = config.Terminal == true, DetachKeys = keys, Redraw = true };
                ContainerConsole.CheckInput(session.Host, console, "youkictl attach");
                var attached = new AttachedSession(session, status.Id) { Console = console, Replay = lines, PassSignals = isProxy && !console.Terminal };
                var exit = await attached.RunAsync(cancellationToken);
                return attached.IsDetached ? RunExitStatus.OfDetached(session, status.Id) : RunExitStatus.Of(session, status.Id, exit);
            });
        });
        return command;
    }

    private static int ParseLines(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var lines)
        ? lines
        : throw new FormatException($"'{text}' is no number of lines.");
}
