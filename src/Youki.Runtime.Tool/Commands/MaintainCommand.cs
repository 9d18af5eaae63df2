using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>maintain</c>: does once what a process that stays does from time to time.</summary>
internal static class MaintainCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new ToolCommand("maintain", "Look after all nodes once: rotate logs, tell exits that nobody saw. For a timer, where no orchestrator runs.")
        {
            Group = CommandGroups.Host,
            ExitStatus = ["0 where everything was done, or a living process does it; else 1"],
            Examples = ["*/5 * * * * root youkictl maintain   a line of /etc/cron.d/youkictl"],
        };
        command.SetAction((parse, _) => runner.RunAsync(parse, MaintainAsync));
        return command;
    }

    private static async Task<int> MaintainAsync(ToolSession session, CancellationToken cancellationToken)
    {
        var results = new List<NodeMaintenance>();
        foreach (var node in await session.Maintenance.ListNodesAsync(cancellationToken))
        {
            results.Add(await session.Maintenance.MaintainNodeAsync(node, cancellationToken));
        }

        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, results, ToolJson.Default.IReadOnlyListNodeMaintenance);
        }

        foreach (var result in session.Settings.Json ? [] : results)
        {
            session.Out.WriteLine(result.IsOwnedByOther
                ? $"{result.NodeId}: process {result.OwnerPid?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"} looks after it; nothing was done"
                : $"{result.NodeId}: {string.Join(", ", result.Done)}");
        }

        foreach (var result in results)
        {
            foreach (var (chore, why) in result.Failures)
            {
                session.Warn($"node {result.NodeId}: {chore} failed: {why}");
            }
        }

        return results.All(result => result.Failures.Count == 0) ? ExitCodes.Success : ExitCodes.Failure;
    }
}
