using System.CommandLine;
using System.Globalization;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>top</c>: lists the processes of a container.</summary>
internal static class TopCommand
{
    public static Command Create(CommandRunner runner)
    {
        var container = Opt.Container();
        var command = new ToolCommand("top", "List the processes of a container, those of execs too.") { Group = CommandGroups.See, Examples = ["youkictl top web"] };
        command.Add(container);
        command.SetAction((parse, _) => runner.RunAsync(parse, (session, cancellationToken) => ListAsync(session, parse.GetRequiredValue(container), cancellationToken)));
        return command;
    }

    private static async Task<int> ListAsync(ToolSession session, string reference, CancellationToken cancellationToken)
    {
        var status = await session.Finder.FindAsync(reference, cancellationToken);
        var processes = await session.Monitor.ListContainerProcessesAsync(status.Id, cancellationToken);
        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, processes, ToolJson.Default.IReadOnlyListContainerProcess);
            return ExitCodes.Success;
        }

        var table = new TextTable("PID", "HOST PID", "USER", "STATE", "CPU TIME", "MEMORY", "COMMAND");
        foreach (var process in processes)
        {
            table.Add(
                process.ContainerPid is { } inside ? $"{inside}" : "-",
                $"{process.Pid}",
                process.User ?? (process.Uid is { } uid ? $"{uid}" : "-"),
                process.State.ToString().ToLowerInvariant(),
                process.CpuTime.ToString(process.CpuTime.TotalHours < 1 ? @"m\:ss\.ff" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture),
                HumanSize.Of(process.ResidentBytes),
                process.Arguments.Count > 0 ? string.Join(' ', process.Arguments) : $"[{process.Name}]");
        }

        table.Write(session.Out, session.Host.OutputIsTerminal);
        return ExitCodes.Success;
    }
}
