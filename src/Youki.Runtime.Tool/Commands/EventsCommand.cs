using System.CommandLine;
using System.Text.Json;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>events</c>: prints what happens to containers and images.</summary>
internal static class EventsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var time = runner.Host.Time;
        var since = Opt.Parsed("--since", null, "TIME", "Begin with what was then, such as 10m, 2026-11-23T12:00:00Z or seconds since 1970", text => PointInTime.Parse(text, time));
        var until = Opt.Parsed("--until", null, "TIME", "End then; in the past, print what was and end", text => PointInTime.Parse(text, time));
        var cursor = Opt.Parsed("--cursor", null, "CURSOR", "Begin right behind an event, whose cursor --format json shows", text => EventCursor.Parse(text));
        var filters = Opt.Many("--filter", "-f", "KEY=VALUE", "Only some, by type, event, container, image or label; may be repeated");
        var all = Opt.Flag("--no-follow", null, "Print what is kept, and end");
        var command = new ToolCommand("events", "Print what happens to containers and images, until it is interrupted.")
        {
            Group = CommandGroups.See,
            Examples =
            [
                "youkictl events --since 1h --no-follow                what happened in the last hour",
                "youkictl events -f event=exited -f label=app=web      the ends of some containers",
                "youkictl events --format json --cursor \"$CURSOR\"      one JSON document a line; nothing is missed since the cursor",
            ],
        };
        command.AddGroup("Options", since, until, cursor, filters, all);
        command.SetAction((parse, _) =>
        {
            var choice = EventChoice.Parse(parse.GetValue(filters)!);
            return runner.RunAsync(parse, async (session, cancellationToken) =>
            {
                var query = new EventQuery
                {
                    NodeId = session.Settings.Node,
                    From = parse.GetValue(cursor),
                    Since = parse.GetValue(since),
                    Until = parse.GetValue(until),
                    Kinds = choice.Kinds,
                    Labels = choice.Labels,
                    Follow = !parse.GetValue(all),
                };
                try
                {
                    await PrintAsync(session, session.Monitor.WatchEventsAsync(query, cancellationToken), choice);
                }
                catch (FormatException exception) when (query.From is not null)
                {
                    // Only the journals know which cursors are theirs.
                    throw new UsageException($"--cursor: {exception.Message}", CommandPath.Of(parse.CommandResult));
                }

                return ExitCodes.Success;
            });
        });
        return command;
    }

    private static async Task PrintAsync(ToolSession session, IAsyncEnumerable<ContainerEvent> events, EventChoice choice)
    {
        await foreach (var found in events)
        {
            if (choice.Matches(found))
            {
                await session.Out.WriteLineAsync(session.Settings.Json ? JsonSerializer.Serialize(found, EventLineJson.Default.ContainerEvent) : EventText.Of(found));
            }
        }
    }
}
