using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>ps</c>: lists containers.</summary>
internal static class ListCommand
{
    public static Command Create(CommandRunner runner)
    {
        var all = Opt.Flag("--all", "-a", "Also those that do not run");
        var filters = Opt.Many("--filter", "-f", "KEY=VALUE", "Only some, by id, name, label, status, image or workload; may be repeated");
        var quiet = Opt.Flag("--quiet", "-q", "Only ids");
        var whole = Opt.Flag("--no-trunc", null, "Whole ids and commands");
        var command = new ToolCommand("ps", "List the containers that run.")
        {
            Group = CommandGroups.See,
            Examples = ["youkictl ps -a", "youkictl ps -aq --filter status=exited --filter label=app=web", "youkictl ps -a --format json | jq '.[].id'"],
        };
        command.AddGroup("Options", all, filters, quiet, whole);
        command.SetAction((parse, _) =>
        {
            var filter = ListFilter.Parse(parse.GetValue(filters)!);
            var view = new View(parse.GetValue(all) || filter.ChoosesStates, parse.GetValue(quiet), parse.GetValue(whole));
            return runner.RunAsync(parse, (session, cancellationToken) => ListAsync(session, filter, view, cancellationToken));
        });
        return command;
    }

    private static async Task<int> ListAsync(ToolSession session, ListFilter filter, View view, CancellationToken cancellationToken)
    {
        var containers = await session.Containers.ListContainersAsync(session.Settings.Node, cancellationToken: cancellationToken);
        var shortIds = new ShortIds(containers.Select(status => status.Id));
        string IdOf(ContainerId id) => view.Whole ? id.Value : shortIds.Of(id);

        // As docker: the newest first.
        var shown = containers.Where(status => (view.All || status.State is ContainerState.Running or ContainerState.Paused) && filter.Matches(status)).Reverse().ToList();
        if (session.Settings.Json && view.Quiet)
        {
            JsonOutput.Write(session.Out, [.. shown.Select(status => status.Id.Value)], ToolJson.Default.IReadOnlyListString);
        }
        else if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, shown, ToolJson.Default.IReadOnlyListContainerStatus);
        }
        else if (view.Quiet)
        {
            shown.ForEach(status => session.Out.WriteLine(IdOf(status.Id)));
        }
        else
        {
            var rows = await Task.WhenAll(shown.Select(status => RowAsync(session, status, cancellationToken)));
            ContainerTable.Of(rows, IdOf, session.Host.Time.GetUtcNow(), view.Whole).Write(session.Out, session.Host.OutputIsTerminal);
        }

        return ExitCodes.Success;
    }

    private static async Task<(ContainerStatus Status, string? Command)> RowAsync(ToolSession session, ContainerStatus status, CancellationToken cancellationToken)
    {
        try
        {
            var details = await session.Containers.InspectContainerAsync(status.Id, cancellationToken);
            return (status, CommandOf(details));
        }
        catch (YoukiException)
        {
            // It was removed meanwhile, or its files cannot be read, which its status says.
            return (status, null);
        }
    }

    // Before the first start only what was asked for is known, not what the image says.
    private static string CommandOf(ContainerDetails details) => string.Join(' ', details.Spec?.Process?.Args ?? [.. details.Config.Command ?? [], .. details.Config.Args ?? []]);

    private sealed record View(bool All, bool Quiet, bool Whole);
}
