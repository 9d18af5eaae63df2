using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>wait</c>: waits for containers to end and prints their exit codes.</summary>
internal static class WaitCommand
{
    public static Command Create(CommandRunner runner)
    {
        var containers = Opt.Containers();
        var command = new ToolCommand("wait", "Wait until containers have ended, and print their exit codes.")
        {
            Group = CommandGroups.Run,
            ExitStatus = ["0 where all ended and their exit codes are known, whatever these are; else 1"],
            Examples = ["code=$(youkictl wait job)"],
        };
        command.Add(containers);
        command.SetAction((parse, _) => runner.RunAsync(parse, (session, cancellationToken) => WaitAsync(session, parse.GetValue(containers)!, cancellationToken)));
        return command;
    }

    private static async Task<int> WaitAsync(ToolSession session, IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        var found = new List<ContainerStatus>();
        foreach (var reference in references)
        {
            found.Add(await session.Finder.FindAsync(reference, cancellationToken));
        }

        var exits = await Task.WhenAll(found.Select(status => session.Containers.WaitContainerAsync(status.Id, cancellationToken)));
        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, exits, ToolJson.Default.IReadOnlyListContainerExit);
        }

        foreach (var exit in session.Settings.Json ? [] : exits)
        {
            session.Out.WriteLine(exit.ExitCode is { } code ? $"{code}" : "unknown");
        }

        foreach (var exit in exits.Where(exit => exit.ExitCode is null))
        {
            session.Warn($"nobody saw how container {exit.Id} ended, so its exit code is not known.");
        }

        return exits.All(exit => exit.ExitCode is not null) ? ExitCodes.Success : ExitCodes.Failure;
    }
}
