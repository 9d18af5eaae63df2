using System.Text.Json;
using Spectre.Console;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;
using Youki.Runtime.Tool.Transfers;

namespace Youki.Runtime.Tool.Stats;

/// <summary>Shows what containers use: once, as a stream of documents, or as a table that lives.</summary>
/// <param name="session">The command's session.</param>
/// <param name="named">The containers. Empty: all that run, also those that are started later.</param>
/// <param name="interval">How often it is read.</param>
internal sealed class StatsDisplay(ToolSession session, IReadOnlyList<ContainerStatus> named, TimeSpan interval)
{
    private static readonly TimeSpan BetweenTwo = TimeSpan.FromMilliseconds(500);

    /// <summary>One table, or one array: each container is read twice, for its use of processors.</summary>
    public async Task OnceAsync(CancellationToken cancellationToken)
    {
        var chosen = await ChooseAsync(cancellationToken);
        var rows = (await Task.WhenAll(chosen.Select(status => ReadTwiceAsync(status, cancellationToken)))).OfType<StatsRow>().ToList();
        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, rows, ToolJson.Default.IReadOnlyListStatsRow);
            return;
        }

        var shortIds = new ShortIds((await session.Containers.ListContainersAsync(session.Settings.Node, cancellationToken: cancellationToken)).Select(status => status.Id));
        StatsTable.Of(rows, shortIds.Of).Write(session.Out, session.Host.OutputIsTerminal);
    }

    /// <summary>One document a line for each reading, until the containers have ended or the person has seen enough.</summary>
    public Task StreamAsync(CancellationToken cancellationToken)
    {
        var turn = new Lock();
        return WatchAsync(
            row =>
            {
                lock (turn)
                {
                    session.Out.WriteLine(JsonSerializer.Serialize(row, ToolJsonLines.Default.StatsRow));
                }
            },
            _ => { },
            cancellationToken);
    }

    /// <summary>A table that is drawn anew at each interval.</summary>
    public async Task LiveAsync(CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Detect,
            Interactive = InteractionSupport.Yes,
            Out = new TerminalOutput(session.Out, session.Host.ErrorTerminalSize),
        });
        await console.Live(new Text("Reading ..."))
            .Overflow(VerticalOverflow.Ellipsis)
            .StartAsync(context => WatchAsync(null, rows => context.UpdateTarget(LiveStatsTable.Of(rows, session.Host.ErrorTerminalSize().Columns, Environment.ProcessorCount)), cancellationToken));
    }

    private async Task WatchAsync(Action<StatsRow>? read, Action<IReadOnlyList<StatsRow>> draw, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, session.Host.Time);
        var feed = new StatsFeed(session, interval, cancellationToken) { Read = read };
        try
        {
            foreach (var status in named)
            {
                feed.Watch(status);
            }

            do
            {
                foreach (var status in named.Count == 0 ? await ChooseAsync(cancellationToken) : [])
                {
                    feed.Watch(status);
                }

                if (feed.Rows is { Count: > 0 } rows)
                {
                    draw(rows);
                }
                else if (feed.IsEmpty)
                {
                    draw([]);
                }
            }
            while (await timer.WaitForNextTickAsync(cancellationToken) && (named.Count == 0 || !feed.IsEmpty));
        }
        catch (OperationCanceledException)
        {
            // The person has seen enough: that is how it ends.
        }

        await feed.EndAsync();
    }

    private async Task<IReadOnlyList<ContainerStatus>> ChooseAsync(CancellationToken cancellationToken) => named.Count > 0
        ? named
        : await session.Containers.ListContainersAsync(session.Settings.Node, new ContainerFilter { States = [ContainerState.Running, ContainerState.Paused] }, cancellationToken);

    /// <summary>A row of two readings; null where the container has ended, unless it was named.</summary>
    private async Task<StatsRow?> ReadTwiceAsync(ContainerStatus status, CancellationToken cancellationToken)
    {
        ContainerStats? first = null;
        StatsRow? row = null;
        try
        {
            await foreach (var stats in session.Monitor.WatchContainerStatsAsync(status.Id, BetweenTwo, cancellationToken: cancellationToken))
            {
                row = new StatsRow { Id = status.Id, Name = status.Name, CpuPercent = first is null ? null : stats.CpuPercentSince(first), Stats = stats };
                if (first is not null)
                {
                    break;
                }

                first = stats;
            }
        }
        catch (Exception exception) when (named.Count == 0 && exception is ContainerStatusException or ContainerNotFoundException)
        {
            return null;
        }

        return row;
    }
}
