using System.CommandLine;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>container prune</c>: removes all containers that have ended.</summary>
internal static class PruneCommand
{
    public static Command Create(CommandRunner runner)
    {
        var force = Opt.Flag("--force", "-f", "Do not ask");
        var command = new ToolCommand("prune", "Remove all containers that have ended.")
        {
            Examples = ["youkictl container prune -f"],
        };
        command.AddGroup("Options", force);
        command.SetAction((parse, _) => runner.RunAsync(parse, (session, cancellationToken) => PruneAsync(session, parse.GetValue(force), cancellationToken)));
        return command;
    }

    private static async Task<int> PruneAsync(ToolSession session, bool force, CancellationToken cancellationToken)
    {
        var question = $"This removes all containers of node {session.Settings.Node} that have ended.";
        if (!force && !await Consent.AskAsync(session, "youkictl container prune", question, cancellationToken))
        {
            return ExitCodes.Failure;
        }

        var ended = await session.Containers.ListContainersAsync(session.Settings.Node, new ContainerFilter { States = [ContainerState.Stopped] }, cancellationToken);
        return await new ContainerBatch(session) { IgnoreUnknown = true }
            .RunAsync([.. ended.Select(status => status.Id.Value)], status => session.Containers.RemoveContainerAsync(status.Id, cancellationToken: cancellationToken));
    }
}
