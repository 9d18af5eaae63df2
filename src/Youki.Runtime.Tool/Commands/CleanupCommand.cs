using System.CommandLine;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>container cleanup</c>: what the monitor runs when a container of <c>run -d --rm</c> has ended. Not for people.</summary>
internal static class CleanupCommand
{
    private const int Attempts = 5;

    public static Command Create(CommandRunner runner)
    {
        var container = Opt.Container();
        var command = new ToolCommand("cleanup", "Remove a container that has ended.") { Hidden = true };
        command.Add(container);
        command.SetAction((parse, _) => runner.RunAsync(parse, (session, cancellationToken) => CleanUpAsync(session, parse.GetRequiredValue(container), cancellationToken)));
        return command;
    }

    // Whoever holds the container's lock (a stop, say) is waited for: nobody asks a second time.
    private static async Task<int> CleanUpAsync(ToolSession session, string container, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryCleanUpAsync(session, container, cancellationToken);
            }
            catch (ContainerBusyException) when (attempt < Attempts)
            {
                // The library has waited already.
            }
        }
    }

    private static async Task<int> TryCleanUpAsync(ToolSession session, string container, CancellationToken cancellationToken)
    {
        try
        {
            var id = ContainerId.TryParse(container, out var parsed) ? parsed : throw new ToolException($"'{container}' is not a container's id.");
            var status = await session.Containers.GetContainerStatusAsync(id, cancellationToken);
            if (status.State == ContainerState.Stopped)
            {
                await session.Containers.RemoveContainerAsync(id, new RemoveOptions { Volumes = true }, cancellationToken);
            }
        }
        catch (ContainerNotFoundException)
        {
            // Somebody was quicker.
        }

        return ExitCodes.Success;
    }
}
