using System.CommandLine;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>logs</c>: prints what a container wrote.</summary>
internal static class LogsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var container = Opt.Container();
        var follow = Opt.Flag("--follow", "-f", "Go on until the container has ended");
        var command = new ToolCommand("logs", "Print what a container wrote, byte by byte, to standard output and standard error.")
        {
            Group = CommandGroups.See,
            Examples = ["youkictl logs web 2>errors.txt", "youkictl logs -f --format json web   one JSON document a line"],
        };
        command.Add(container);
        command.AddGroup("Options", follow);
        command.SetAction((parse, _) => runner.RunAsync(parse, async (session, cancellationToken) =>
        {
            var status = await session.Finder.FindAsync(parse.GetRequiredValue(container), cancellationToken);
            var entries = session.Logs.ReadLogsAsync(status.Id, new LogOptions { Follow = parse.GetValue(follow) }, cancellationToken);
            await (session.Settings.Json
                ? LogJsonCopy.CopyAsync(entries, session.Out, cancellationToken)
                : new LogCopy(session.Host.Output, session.Host.Error) { EndWhenBroken = true }.CopyAsync(entries, cancellationToken));
            return ExitCodes.Success;
        }));
        return command;
    }
}
