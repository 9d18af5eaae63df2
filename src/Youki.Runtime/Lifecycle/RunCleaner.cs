using System.Globalization;
using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Cli;
using Youki.Runtime.Cli.Verbs;
using Youki.Runtime.HostHooks;
using Youki.Runtime.Node;

namespace Youki.Runtime.Lifecycle;

/// <summary>Removes what a run has left: the runtime's own state, its cgroup, and what it held of the host. The caller holds the container's lock.</summary>
internal sealed class RunCleaner(LifecycleServices services, OciClients clients, CgroupTree cgroups, LeftoverProcesses leftovers, ExecMonitors execs)
{
    /// <summary>How many runs' files are kept: whoever waits for one that has ended just now still finds its exit code.</summary>
    private const int RunsKept = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Removes everything that the run has left; what still lives of it is killed.</summary>
    public async Task CleanAsync(ContainerRecord container, string operation)
    {
        services.Log.Step(container.Id, operation, "delete");
        await DeleteAsync(container).ConfigureAwait(false);
        await ReleaseAsync(container).ConfigureAwait(false);
        await ForgetExecsAsync(container).ConfigureAwait(false);
    }

    /// <summary>Removes what is known of commands that were run in it. They have died with the container; their monitors end a moment later.</summary>
    private async Task ForgetExecsAsync(ContainerRecord container)
    {
        var run = services.Store.Layout(container.Id).Run(container.Run);
        if (Directory.Exists(run.ExecsDirectory))
        {
            await execs.EndAllAsync(run).ConfigureAwait(false);
            ContainerFiles.Delete(container.Id, run.ExecsDirectory);
        }
    }

    /// <summary>Removes a run that was never whole; the one before it stays what the record names.</summary>
    public async Task SweepAsync(ContainerRecord container, int number, string operation)
    {
        var layout = services.Store.Layout(container.Id);
        services.Log.Step(container.Id, operation, "sweep");
        await leftovers.EndAsync(container, layout).ConfigureAwait(false);
        await CleanAsync(container, operation).ConfigureAwait(false);
        await leftovers.WaitForMonitorAsync(container with { Phase = ContainerPhase.Creating }, layout).ConfigureAwait(false);
        ContainerFiles.Delete(container.Id, layout.Run(number).Directory);
    }

    /// <summary>Deletes the files of runs that ended long ago: a container that is started again and again would fill the disk with them.</summary>
    public void ForgetFormerRuns(ContainerRecord container)
    {
        var layout = services.Store.Layout(container.Id);
        try
        {
            foreach (var directory in Directory.EnumerateDirectories(layout.RunsDirectory))
            {
                if (int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var number) && number <= container.Run - RunsKept)
                {
                    ContainerFiles.Delete(container.Id, directory);
                }
            }
        }
        catch (Exception exception) when (exception is HostResourceException or IOException or UnauthorizedAccessException)
        {
            services.Log.FormerRunsNotDeleted(container.Id, exception);
        }
    }

    /// <summary>Gives back what is held for the length of a run that has ended.</summary>
    public Task ReleaseAsync(ContainerRecord container)
    {
        // The kernel kills what is left in a pid namespace with its first process; in one that others are in too, nobody does.
        if (SharesPids(container))
        {
            cgroups.Kill(container.CgroupPath);
        }

        return services.Resources.ReleaseAsync(services.Store.Layout(container.Id), ResourceScope.Run);
    }

    private static bool SharesPids(ContainerRecord container) => container.Config.Namespaces?.Pid is { } pid ? pid != NamespaceMode.Private : container.PodId is not null;

    private async Task DeleteAsync(ContainerRecord container)
    {
        try
        {
            await clients.For(container.Runtime).DeleteAsync(new DeleteVerb { Id = container.Id, Force = true }).ConfigureAwait(false);
        }
        catch (YoukiException exception) when (exception is not OperationTimeoutException)
        {
            // A state file cut short, a failing hook, a runtime that is no longer there: none may keep a container from going.
            // The specification wants a warning of a poststop hook that fails, and no more.
            services.Log.DeletedByForce(container.Id, HookFailures.Describe(container.Config, services.Store.Layout(container.Id).Bundle, container.Id, exception) ?? exception);
            cgroups.Kill(container.CgroupPath);
            ContainerFiles.Delete(container.Id, Path.Combine(container.Runtime.Root, container.Id.Value));
        }

        // The runtime leaves cgroups that the container made below its own, and gives up on one that is slow to empty.
        if (cgroups.Exists(container.CgroupPath))
        {
            await RemoveCgroupAsync(container).ConfigureAwait(false);
        }
    }

    private async Task RemoveCgroupAsync(ContainerRecord container)
    {
        var started = services.Time.GetTimestamp();
        for (var pause = FirstPause; !cgroups.TryRemove(container.CgroupPath); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            cgroups.Kill(container.CgroupPath);
            if (services.Time.GetElapsedTime(started) > services.Options.KillTimeout)
            {
                throw new OperationTimeoutException($"cgroup {container.CgroupPath} of container {container.Id} to become empty", services.Options.KillTimeout, "A process in it does not die; see its state in ps.")
                {
                    ContainerId = container.Id,
                };
            }

            await Task.Delay(pause, services.Time, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
