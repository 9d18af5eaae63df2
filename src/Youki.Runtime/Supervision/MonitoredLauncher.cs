using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Cli;
using Youki.Runtime.Cli.Verbs;
using Youki.Runtime.Execution;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision;

/// <summary>Has conmon make the run and watch over it, so that its exit code and output outlive this process.</summary>
internal sealed class MonitoredLauncher(IProcessRunner runner, DirectoryWatcher watcher, DescriptorWaiter waiter, MonitorCgroup cgroup, TimeProvider time) : IRunLauncher
{
    public async Task<LaunchedRun> LaunchAsync(LaunchPlan plan)
    {
        var run = plan.Run;
        foreach (var leftover in new[] { plan.Bundle.AttachSocket, plan.Bundle.ControlFifo, plan.Bundle.WindowSizeFifo })
        {
            File.Delete(leftover);
        }

        using var deadline = new CancellationTokenSource(plan.TimeLimit, time);
        using var changes = watcher.Watch(run.MonitorDirectory);

        using var temporary = ConsoleDirectory.Of(run.MonitorDirectory);

        // The answer and the monitor's own errors go to files: a pipe would break when this process dies, and conmon with it.
        var result = await runner.DetachAsync(CommandLineFor(plan, temporary.Path), new DetachedOutput { File = run.MonitorErrorFile, ThirdFile = run.MonitorAnswerFile }).ConfigureAwait(false);
        var monitor = ReadMonitor(run.MonitorPidFile);
        using var process = monitor?.TryOpen();
        if (result.ExitCode != 0)
        {
            throw Failure(plan, new MonitorAnswer(-1, $"conmon ended with code {result.ExitCode}"));
        }

        // While the runtime makes the container.
        var moved = monitor is { } alive ? cgroup.MoveAsync(plan.Container.Runtime, plan.Container.CgroupPath, alive) : Task.CompletedTask;
        MonitorAnswer? answer;
        try
        {
            answer = await AnswerAsync(plan, changes, process, deadline.Token).ConfigureAwait(false);
        }
        finally
        {
            await moved.ConfigureAwait(false);
        }

        return answer is { Pid: > 0 } made
            ? new LaunchedRun(ProcessIdentity.Find(made.Pid) ?? new(made.Pid, 0), monitor)
            : throw Failure(plan, answer);
    }

    private static CommandLine CommandLineFor(LaunchPlan plan, string temporary) => new()
    {
        Program = plan.Container.Monitor!,
        Arguments = MonitorArguments.For(plan),
        Environment = new Dictionary<string, string> { ["_OCI_SYNCPIPE"] = "3", ["TMPDIR"] = temporary },

        // conmon leaves a file named 'oom' in its working directory as well.
        WorkingDirectory = plan.Run.MonitorDirectory,
        TimeLimit = plan.TimeLimit,
        Interruptible = false,
        Title = $"the monitor of container {plan.Container.Id}",
    };

    /// <summary>The monitor, with start time 0 where it has ended already; null where it never came to be.</summary>
    private static ProcessIdentity? ReadMonitor(string file) =>
        File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var pid) ? ProcessIdentity.Find(pid) ?? new(pid, 0) : null;

    /// <summary>The answer; null where the monitor ended without one, as it does when the runtime fails and says nothing.</summary>
    private async Task<MonitorAnswer?> AnswerAsync(LaunchPlan plan, DirectoryChanges changes, SafeFileHandle? monitor, CancellationToken deadline)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline);
        var ended = monitor is null ? Task.CompletedTask : waiter.WaitReadableAsync(monitor, stop.Token);
        try
        {
            while (true)
            {
                var last = ended.IsCompleted;
                if (MonitorAnswer.Parse(File.ReadAllBytes(plan.Run.MonitorAnswerFile)) is { } answer)
                {
                    return answer;
                }

                if (last)
                {
                    await ended.ConfigureAwait(false);
                    return MonitorAnswer.ParseLast(File.ReadAllBytes(plan.Run.MonitorAnswerFile));
                }

                await Task.WhenAny(changes.WaitAsync(stop.Token), ended).ConfigureAwait(false);
                if (deadline.IsCancellationRequested)
                {
                    throw new OperationTimeoutException(
                        $"'{plan.Container.Runtime.Flavor} create' of container {plan.Container.Id} to end",
                        plan.TimeLimit,
                        "A hook, or a frozen parent cgroup, may hold it up. What it has made is removed when it ends.");
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Exception Failure(LaunchPlan plan, MonitorAnswer? answer)
    {
        var error = File.Exists(plan.Run.MonitorErrorFile) ? File.ReadAllText(plan.Run.MonitorErrorFile) : "";
        return LaunchFailure.Explain(
            plan.Container.Runtime,
            new CreateVerb { Id = plan.Container.Id, Bundle = plan.Bundle.Bundle },
            plan.Run.CreateLogFile,
            $"{answer?.Message}\n{error}".Trim());
    }
}
