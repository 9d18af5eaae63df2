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
        if (!force && !await IsAgreedAsync(session, cancellationToken))
        {
            return ExitCodes.Failure;
        }

        var ended = await session.Containers.ListContainersAsync(session.Settings.Node, new ContainerFilter { States = [ContainerState.Stopped] }, cancellationToken);
        return await new ContainerBatch(session) { IgnoreUnknown = true }
            .RunAsync([.. ended.Select(status => status.Id.Value)], status => session.Containers.RemoveContainerAsync(status.Id, cancellationToken: cancellationToken));
    }

    private static async Task<bool> IsAgreedAsync(ToolSession session, CancellationToken cancellationToken)
    {
        if (!session.Host.InputIsTerminal)
        {
            throw new UsageException("'youkictl container prune' asks before it removes, and nobody is there to answer: give --force.");
        }

        await session.Out.WriteAsync($"This removes all containers of node {session.Settings.Node} that have ended. Go on? [y/N] ".AsMemory(), cancellationToken);
        using var reader = new StreamReader(session.Host.Input, leaveOpen: true);
        var answer = await reader.ReadLineAsync(cancellationToken);
        return answer?.Trim() is "y" or "Y" or "yes";
    }
}
