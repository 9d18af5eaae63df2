using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Node;

/// <summary>
/// Processes that went on when their caller died: the making of a container outlives whoever asked for it. They are known by their exact arguments.
/// </summary>
internal sealed class LeftoverProcesses(IOptions<YoukiRuntimeOptions> options, ContainerStore store, DescriptorWaiter waiter, TimeProvider time)
{
    private static readonly TimeSpan MonitorLimit = TimeSpan.FromSeconds(5);

    /// <summary>The name that youki gives to a container's first process, which keeps the arguments of the command that made it.</summary>
    private const string YoukiInitPrefix = "youki:[";

    /// <summary>Waits for commands that still make the container, where it can have any; those that hang are killed.</summary>
    public async Task EndAsync(ContainerRecord container, BundleLayout layout)
    {
        if (container.Phase != ContainerPhase.Creating && !Directory.Exists(layout.Run(container.Run + 1).Directory))
        {
            return;
        }

        foreach (var (process, name, arguments) in ProcessTable.All().ToList())
        {
            if (!name.StartsWith(YoukiInitPrefix, StringComparison.Ordinal) && IsMaking(arguments, container))
            {
                await EndAsync(process, options.Value.CommandTimeout).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits for the container's monitor, which ends by itself when the container is gone; one that hangs is killed.</summary>
    public async Task WaitForMonitorAsync(ContainerRecord container, BundleLayout layout)
    {
        if (container.ExitCommand is not null)
        {
            // It runs that command now, and this process may be the command.
            return;
        }

        if (container.Phase != ContainerPhase.Creating && store.TryReadRun(container) is { } run)
        {
            if (run.MonitorPid is { } pid)
            {
                await EndAsync(new ProcessIdentity(pid, run.MonitorStartTime ?? 0), MonitorLimit).ConfigureAwait(false);
            }

            return;
        }

        foreach (var (process, _, arguments) in ProcessTable.All().ToList())
        {
            if (Follows(arguments, "-b", layout.Bundle) && Follows(arguments, "-c", container.Id.Value))
            {
                await EndAsync(process, MonitorLimit).ConfigureAwait(false);
            }
        }
    }

    private static bool IsMaking(IReadOnlyList<string> arguments, ContainerRecord container) =>
        arguments[^1] == container.Id.Value
        && arguments.Contains("create")
        && (arguments.Contains($"--root={container.Runtime.Root}") || Follows(arguments, "--root", container.Runtime.Root));

    private static bool Follows(IReadOnlyList<string> arguments, string option, string value)
    {
        for (var i = 1; i < arguments.Count; i++)
        {
            if (arguments[i - 1] == option && arguments[i] == value)
            {
                return true;
            }
        }

        return false;
    }

    private async Task EndAsync(ProcessIdentity identity, TimeSpan limit)
    {
        using var process = identity.TryOpen();
        if (process is null)
        {
            return;
        }

        using var deadline = new CancellationTokenSource(limit, time);
        try
        {
            await waiter.WaitReadableAsync(process, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            PidFd.TrySignal(process, Signal.Kill.Number);
        }
    }
}
