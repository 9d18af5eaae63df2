using System.Text;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Cli;
using Youki.Runtime.Cli.Verbs;
using Youki.Runtime.Execution;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision.Execs;

/// <summary>Has a monitor of its own start a command in a container.</summary>
internal sealed class ExecLauncher(IProcessRunner runner, DirectoryWatcher watcher, DescriptorWaiter waiter, MonitorControl control, TimeProvider time)
{
    private const int AnswerBytes = 16 * 1024;

    private static readonly byte[] Go = [0];

    /// <summary>Starts the command. It is never interrupted: whoever gives up ends it when this has ended.</summary>
    /// <exception cref="ContainerStartException">It cannot be executed.</exception>
    /// <exception cref="OperationTimeoutException">There was no answer in time.</exception>
    public async Task<LaunchedExec> LaunchAsync(ExecPlan plan)
    {
        var exec = plan.Layout;
        using var deadline = new CancellationTokenSource(plan.TimeLimit, time);
        using var changes = watcher.Watch(exec.Directory);

        // A pipe that only this process can write to: when it dies, the monitor sees the end of it, and waits no longer.
        using var start = plan.Record.Detached ? null : Fifo.Create(exec.StartFifo);
        if (start is not null)
        {
            Fifo.Write(start, Go);
        }

        using var temporary = ConsoleDirectory.Of(exec.Directory);
        var result = await runner.DetachAsync(CommandLineFor(plan, temporary.Path), OutputFor(plan)).ConfigureAwait(false);
        var monitor = MonitorProcess.Read(exec.MonitorPidFile);
        using var process = monitor?.TryOpen();
        if (result.ExitCode != 0 || monitor is null)
        {
            throw Failure(plan, new MonitorAnswer(-1, $"conmon ended with code {result.ExitCode}"));
        }

        ExecSocket? socket = null;
        try
        {
            var answers = Descriptor.OpenFile(exec.AnswerFile, OpenFlags.ReadOnly);
            try
            {
                if (start is not null)
                {
                    await UntilAsync(plan, changes, process, () => FileMetadata.TryOf(exec.ReadyFile) is { Size: > 0 }, deadline.Token).ConfigureAwait(false);
                    socket = await ConnectAsync(plan, deadline.Token).ConfigureAwait(false);
                    Fifo.Write(start, Go);
                }

                MonitorAnswer? answer = null;
                await UntilAsync(plan, changes, process, () => (answer = MonitorAnswer.Parse(Read(answers))) is not null, deadline.Token).ConfigureAwait(false);
                if (answer is not { Pid: > 0 } made)
                {
                    throw Failure(plan, answer);
                }

                var launched = new LaunchedExec(ProcessIdentity.Find(made.Pid) ?? new(made.Pid, 0), monitor.Value, answers, socket);
                await ResizeAsync(plan, deadline.Token).ConfigureAwait(false);
                return launched;
            }
            catch
            {
                answers.Dispose();
                throw;
            }
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }

    /// <summary>The monitor's answers so far.</summary>
    public static ReadOnlySpan<byte> Read(SafeFileHandle answers)
    {
        var buffer = new byte[AnswerBytes];
        return buffer.AsSpan(0, RandomAccess.Read(answers, buffer, 0));
    }

    private static CommandLine CommandLineFor(ExecPlan plan, string temporary)
    {
        var environment = new Dictionary<string, string> { ["_OCI_SYNCPIPE"] = "3", ["TMPDIR"] = temporary };
        if (!plan.Record.Detached)
        {
            (environment["_OCI_STARTPIPE"], environment["_OCI_ATTACHPIPE"]) = ("4", "5");
        }

        return new CommandLine
        {
            Program = plan.Container.Monitor!,
            Arguments = ExecArguments.For(plan),
            Environment = environment,

            // conmon may leave a file named 'oom' in its working directory.
            WorkingDirectory = plan.Layout.Directory,
            TimeLimit = plan.TimeLimit,
            Interruptible = false,
            Title = $"the monitor of a command in container {plan.Container.Id}",
        };
    }

    private static DetachedOutput OutputFor(ExecPlan plan) => new()
    {
        File = plan.Layout.ErrorFile,
        ThirdFile = plan.Layout.AnswerFile,
        FourthFifo = plan.Record.Detached ? null : plan.Layout.StartFifo,
        FifthFile = plan.Record.Detached ? null : plan.Layout.ReadyFile,
    };

    /// <summary>Connects before the command begins, so that none of its output is lost.</summary>
    private static async Task<ExecSocket?> ConnectAsync(ExecPlan plan, CancellationToken deadline)
    {
        if (FileMetadata.TryOf(plan.Layout.ReadyFile) is not { Size: > 0 })
        {
            // The monitor ended first; its answer, or that there is none, tells the rest.
            return null;
        }

        return await ExecSocket.ConnectAsync(plan.Layout.AttachSocket, deadline).ConfigureAwait(false);
    }

    /// <summary>Tells the terminal its size: youki does not, and runc does it in vain where the monitor sets it up later.</summary>
    private async Task ResizeAsync(ExecPlan plan, CancellationToken deadline)
    {
        if (plan.Size is { } size)
        {
            await control.ResizeAsync(plan.Layout.ControlFifo, size, deadline).ConfigureAwait(false);
        }
    }

    private Task UntilAsync(ExecPlan plan, DirectoryChanges changes, SafeFileHandle? monitor, Func<bool> condition, CancellationToken deadline) => MonitorProcess.UntilAsync(
        monitor,
        changes,
        waiter,
        condition,
        () => new OperationTimeoutException(
            $"'{plan.Container.Runtime.Flavor} exec' in container {plan.Container.Id} to start the command",
            plan.TimeLimit,
            "The container may have been paused meanwhile. The command is killed.") { ContainerId = plan.Container.Id },
        deadline);

    private static Exception Failure(ExecPlan plan, MonitorAnswer? answer)
    {
        var error = File.Exists(plan.Layout.ErrorFile) ? File.ReadAllText(plan.Layout.ErrorFile, Encoding.UTF8) : "";
        return LaunchFailure.Explain(
            plan.Container.Runtime,
            new ExecVerb { Id = plan.Container.Id, ProcessFile = plan.Layout.ProcessFile, Detach = true },
            plan.Layout.LogFile,
            $"{answer?.Message}\n{error}".Trim());
    }
}
