using System.CommandLine;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;
using Youki.Runtime.Tool.Stats;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>stats</c>: shows what containers use.</summary>
internal static class StatsCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static Command Create(CommandRunner runner)
    {
        var containers = new Argument<string[]>("containers") { HelpName = "CONTAINER", Description = "Name, id, or the beginning of an id; without any, all that run", Arity = ArgumentArity.ZeroOrMore };
        var once = Opt.Flag("--no-stream", null, "Show it once; so it is too where the output is no terminal");
        var interval = Opt.Parsed("--interval", null, "TIME", "How often it is read, such as 500ms; default 1s", Duration.Parse);
        var command = new ToolCommand("stats", "Show what containers use: processors, memory, network, devices.")
        {
            Group = CommandGroups.See,
            Examples = ["youkictl stats", "youkictl stats --no-stream web db", "youkictl stats --format json web | jq .cpuPercent   a line for each reading"],
        };
        command.Add(containers);
        command.AddGroup("Options", once, interval);
        command.SetAction((parse, _) =>
        {
            var view = new StatsView(parse.GetValue(containers)!, parse.GetValue(once), parse.GetValue(interval) ?? Interval);
            return view.Interval < TimeSpan.FromMilliseconds(10) || view.Interval > TimeSpan.FromDays(1)
                ? throw new UsageException("--interval: give 10ms to 1d.")
                : runner.RunAsync(parse, (session, cancellationToken) => ShowAsync(session, view, cancellationToken));
        });
        return command;
    }

    private static async Task<int> ShowAsync(ToolSession session, StatsView view, CancellationToken cancellationToken)
    {
        // Named ones are looked for at once: a wrong name is an error, one that does not run too.
        var named = new List<ContainerStatus>();
        foreach (var reference in view.References.Distinct())
        {
            var status = await session.Finder.FindAsync(reference, cancellationToken);
            named.Add(status.State is ContainerState.Running or ContainerState.Paused
                ? status
                : throw new ToolException($"container '{reference}' has no statistics: it is {status.State.ToString().ToLowerInvariant()}."));
        }

        var display = new StatsDisplay(session, named, view.Interval);
        if (session.Settings.Json && !view.Once)
        {
            await display.StreamAsync(cancellationToken);
        }
        else if (view.Once || session.Settings.Json || !session.Host.OutputIsTerminal)
        {
            await display.OnceAsync(cancellationToken);
        }
        else
        {
            await display.LiveAsync(cancellationToken);
        }

        return ExitCodes.Success;
    }

    private sealed record StatsView(IReadOnlyList<string> References, bool Once, TimeSpan Interval);
}
