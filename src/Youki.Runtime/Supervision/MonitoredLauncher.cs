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
        var monitor = MonitorProcess.Read(run.MonitorPidFile);
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

    /// <summary>The answer; null where the monitor ended without one, as it does when the runtime fails and says nothing.</summary>
    private async Task<MonitorAnswer?> AnswerAsync(LaunchPlan plan, DirectoryChanges changes, SafeFileHandle? monitor, CancellationToken deadline)
    {
        MonitorAnswer? answer = null;
        await MonitorProcess.UntilAsync(
            monitor,
            changes,
            waiter,
            () => (answer = MonitorAnswer.Parse(File.ReadAllBytes(plan.Run.MonitorAnswerFile))) is not null,
            () => new OperationTimeoutException(
                $"'{plan.Container.Runtime.Flavor} create' of container {plan.Container.Id} to end",
                plan.TimeLimit,
                "A hook, or a frozen parent cgroup, may hold it up. What it has made is removed when it ends."),
            deadline).ConfigureAwait(false);
        return answer ?? MonitorAnswer.ParseLast(File.ReadAllBytes(plan.Run.MonitorAnswerFile));
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
