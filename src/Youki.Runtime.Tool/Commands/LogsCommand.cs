using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>logs</c>: prints what a container wrote.</summary>
internal sealed class LogsCommand
{
    private readonly Argument<string> _container = Opt.Container();
    private readonly Option<bool> _follow = Opt.Flag("--follow", "-f", "Go on until the container has ended");
    private readonly Option<DateTimeOffset?> _since;
    private readonly Option<DateTimeOffset?> _until;
    private readonly Option<int?> _tail = Opt.Parsed("--tail", "-n", "NUMBER|all", "The last lines only; with -f, 0 shows what is new", TailText.Parse);
    private readonly Option<bool> _timestamps = Opt.Flag("--timestamps", "-t", "Print before each line when it was written, in UTC");
    private readonly Option<OutputSource?> _stream = Opt.Parsed("--stream", null, "stdout|stderr", "This stream only", StreamText.Parse);

    private LogsCommand(TimeProvider time)
    {
        _since = Opt.Parsed("--since", null, "TIME", "Nothing that is older, such as 10m, 2026-11-23T12:00:00Z or seconds since 1970", text => PointInTime.Parse(text, time));
        _until = Opt.Parsed("--until", null, "TIME", "Nothing that is younger", text => PointInTime.Parse(text, time));
    }

    public static Command Create(CommandRunner runner)
    {
        var options = new LogsCommand(runner.Host.Time);
        var command = new ToolCommand("logs", "Print what a container wrote, byte by byte, to standard output and standard error.")
        {
            Group = CommandGroups.See,
            Examples =
            [
                "youkictl logs web 2>errors.txt",
                "youkictl logs -f -n 20 -t web            the last 20 lines with their times, and what comes",
                "youkictl logs --since 1h --stream stderr web",
                "youkictl logs -f --format json web       one JSON document a line",
            ],
        };
        command.Add(options._container);
        command.AddGroup("Options", options._follow, options._tail, options._since, options._until, options._timestamps, options._stream);
        command.SetAction((parse, _) => runner.RunAsync(parse, async (session, cancellationToken) =>
        {
            var status = await session.Finder.FindAsync(parse.GetRequiredValue(options._container), cancellationToken);
            var entries = session.Logs.ReadLogsAsync(status.Id, options.Read(parse, pieces: !session.Settings.Json), cancellationToken);
            await (session.Settings.Json
                ? LogJsonCopy.CopyAsync(entries, session.Out, cancellationToken)
                : new LogCopy(session.Host.Output, session.Host.Error) { EndWhenBroken = true, Timestamps = parse.GetValue(options._timestamps) }.CopyAsync(entries, cancellationToken));
            return ExitCodes.Success;
        }));
        return command;
    }

    private LogOptions Read(ParseResult parse, bool pieces) => new()
    {
        Follow = parse.GetValue(_follow),
        Since = parse.GetValue(_since),
        Until = parse.GetValue(_until),
        Tail = parse.GetValue(_tail) is { } lines and not TailText.All ? lines : null,
        Stream = parse.GetValue(_stream),
        Pieces = pieces,
    };
}
