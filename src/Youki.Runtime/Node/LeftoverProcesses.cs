using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Node;

/// <summary>
/// Processes that went on when their caller died: the making of a container outlives whoever asked for it. They are known by their exact arguments.
/// </summary>
internal sealed class LeftoverProcesses(IOptions<YoukiRuntimeOptions> options, ContainerStore store, DescriptorWaiter waiter, TimeProvider time)
{
    private static readonly TimeSpan LaunchPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MonitorLimit = TimeSpan.FromSeconds(5);

    /// <summary>The name that youki gives to a container's first process, which keeps the arguments of the command that made it.</summary>
    private const string YoukiInitPrefix = "youki:[";

    /// <summary>The making was given its time already, so it gets no more than any other command.</summary>
    private TimeSpan MakingLimit => options.Value.CreateTimeout < options.Value.CommandTimeout ? options.Value.CreateTimeout : options.Value.CommandTimeout;

    /// <summary>Waits for commands that still make the container, where it can have any; those that hang are killed.</summary>
    public async Task EndAsync(ContainerRecord container, BundleLayout layout)
    {
        if (container.Phase != ContainerPhase.Creating && !Directory.Exists(layout.Run(container.Run + 1).Directory))
        {
            return;
        }

        await WaitForLaunchAsync(layout, layout.Run(container.Run + 1)).ConfigureAwait(false);
        foreach (var (process, name, arguments) in ProcessTable.Own().ToList())
        {
            if (!name.StartsWith(YoukiInitPrefix, StringComparison.Ordinal) && IsMaking(arguments, container))
            {
                await EndAsync(process, MakingLimit).ConfigureAwait(false);
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

        if (container.Phase != ContainerPhase.Creating && TryReadRun(container) is { } run)
        {
            if (run.MonitorPid is { } pid)
            {
                await EndAsync(new ProcessIdentity(pid, run.MonitorStartTime ?? 0), MonitorLimit).ConfigureAwait(false);
            }

            return;
        }

        foreach (var process in Monitors(layout))
        {
            await EndAsync(process, MonitorLimit).ConfigureAwait(false);
        }
    }

    /// <summary>A monitor that was just launched has not called the runtime yet: it will, however dead its caller is, so its answer is waited for.</summary>
    private async Task WaitForLaunchAsync(BundleLayout layout, RunLayout run)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < MakingLimit
            && (FileMetadata.TryOf(run.MonitorAnswerFile)?.Size ?? 0) == 0
            && Monitors(layout).Count > 0)
        {
            await Task.Delay(LaunchPause, time, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>The container's monitors, and the shells that are about to become one.</summary>
    private static List<ProcessIdentity> Monitors(BundleLayout layout) =>
    [
        .. ProcessTable.Own()
            .Where(process => Follows(process.Arguments, "-b", layout.Bundle) && Follows(process.Arguments, "-c", layout.Id.Value))
            .Select(process => process.Process),
    ];

    private RunRecord? TryReadRun(ContainerRecord container)
    {
        try
        {
            return store.TryReadRun(container);
        }
        catch (RecordException exception) when (exception.InnerException is not null)
        {
            // Damaged: the monitor is known by its arguments as well.
            return null;
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
            // What it has started, a hook say, hangs as well, and nobody else knows of it.
            var descendants = ProcessTable.Descendants(identity.Pid);
            PidFd.TrySignal(process, Signal.Kill.Number);
            foreach (var descendant in descendants)
            {
                descendant.TrySignal(Signal.Kill);
            }
        }
    }
}
