using System.ComponentModel;
using System.Diagnostics;
using CliWrap;
using Microsoft.Extensions.Logging;

namespace Youki.Runtime.Execution;

/// <summary>Runs programs with CliWrap.</summary>
internal sealed partial class ProcessRunner(ILogger<ProcessRunner> logger, TimeProvider timeProvider) : IProcessRunner
{
    /// <inheritdoc/>
    public Task<CommandResult> CaptureAsync(CommandLine commandLine, CancellationToken cancellationToken = default) =>
        WaitAsync(commandLine, kill => ExecuteAsync(commandLine, commandLine, standardOutput: null, kill), cancellationToken);

    /// <inheritdoc/>
    public Task<CommandResult> StreamAsync(CommandLine commandLine, Stream standardOutput, CancellationToken cancellationToken = default) =>
        WaitAsync(commandLine, kill => ExecuteAsync(commandLine, commandLine, standardOutput, kill), cancellationToken);

    /// <inheritdoc/>
    public async Task<CommandResult> DetachAsync(CommandLine commandLine, DetachedOutput output, CancellationToken cancellationToken = default)
    {
        // The shell would report a program that cannot be run into the output file only.
        var resolved = commandLine with { Program = LaunchErrors.Resolve(commandLine) };
        LaunchErrors.ThrowIfNotRunnable(resolved);
        var script = DetachScript.Wrap(resolved, output, await SignalDispositions.ResetAsync().ConfigureAwait(false));
        return await WaitAsync(commandLine, kill => ExecuteAsync(commandLine, script, standardOutput: null, kill), cancellationToken).ConfigureAwait(false);
    }

    private async Task<CommandResult> WaitAsync(
        CommandLine commandLine, Func<CancellationToken, Task<CommandResult>> execute, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var limit = new CancellationTokenSource(commandLine.TimeLimit ?? Timeout.InfiniteTimeSpan, timeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var run = execute(commandLine.Interruptible ? stop.Token : CancellationToken.None);
        try
        {
            return await run.WaitAsync(commandLine.Interruptible ? CancellationToken.None : stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (stop.IsCancellationRequested && exception is OperationCanceledException or TimeoutException)
        {
            if (!commandLine.Interruptible)
            {
                Abandon(commandLine, run);
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw LaunchErrors.TimedOut(commandLine);
        }
    }

    private async Task<CommandResult> ExecuteAsync(CommandLine shown, CommandLine commandLine, Stream? standardOutput, CancellationToken kill)
    {
        var program = LaunchErrors.Resolve(commandLine);
        using var grace = new ExitGrace();
        var (stdout, stderr) = (new CappedOutput(commandLine.OutputLimit), new CappedOutput(commandLine.OutputLimit));
        var command = CliWrap.Cli.Wrap(program)
            .WithValidation(CommandResultValidation.None)
            .WithStandardInputPipe(PipeSource.Create((stream, exited) => grace.FeedAsync(commandLine, stream, exited)))
            .WithStandardOutputPipe(PipeTarget.Create((stream, _) => grace.ReadAsync(token => standardOutput is null
                ? stdout.ReadAsync(stream, token)
                : stream.CopyToAsync(standardOutput, token))))
            .WithStandardErrorPipe(PipeTarget.Create((stream, _) => grace.ReadAsync(token => stderr.ReadAsync(stream, token))));
        var begin = timeProvider.GetTimestamp();
        try
        {
            var end = await command.ExecuteAsync(start => Configure(start, commandLine), configureProcess: null, kill, CancellationToken.None)
                .ConfigureAwait(false);
            var elapsed = timeProvider.GetElapsedTime(begin);
            LogRan(shown, end.ExitCode, elapsed.TotalMilliseconds);
            return new()
            {
                ExitCode = end.ExitCode,
                Stdout = stdout.Text,
                Stderr = stderr.Text,
                StdoutDropped = stdout.Dropped,
                StderrDropped = stderr.Dropped,
                Elapsed = elapsed,
            };
        }
        catch (Win32Exception exception)
        {
            throw LaunchErrors.Explain(commandLine, program, exception);
        }
        catch (OperationCanceledException)
        {
            var elapsed = timeProvider.GetElapsedTime(begin);
            LogKilled(shown, elapsed.TotalMilliseconds);
            throw;
        }
    }

    private static void Configure(ProcessStartInfo start, CommandLine commandLine)
    {
        // A list, so that nothing is ever quoted and parsed again; an empty environment, because a child inherits this process's otherwise.
        start.Arguments = string.Empty;
        foreach (var argument in commandLine.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in ChildEnvironment.Build(commandLine.Environment))
        {
            start.Environment[name] = value;
        }

        start.WorkingDirectory = commandLine.WorkingDirectory ?? string.Empty;
    }

    private void Abandon(CommandLine commandLine, Task<CommandResult> run)
    {
        LogAbandoned(commandLine);
        _ = run.ContinueWith(
            static (ended, state) => ((ProcessRunner)state!).LogAbandonedFailed(ended.Exception!.GetBaseException()),
            this,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
        commandLine.Abandoned?.Invoke(run);
    }

    [LoggerMessage(EventId = 100, Level = LogLevel.Debug, Message = "Ran {CommandLine}: exit code {ExitCode} after {ElapsedMs:0.0} ms")]
    private partial void LogRan(CommandLine commandLine, int exitCode, double elapsedMs);

    [LoggerMessage(EventId = 101, Level = LogLevel.Debug, Message = "Killed {CommandLine} after {ElapsedMs:0.0} ms")]
    private partial void LogKilled(CommandLine commandLine, double elapsedMs);

    [LoggerMessage(EventId = 102, Level = LogLevel.Debug, Message = "No longer waiting for {CommandLine}, which goes on")]
    private partial void LogAbandoned(CommandLine commandLine);

    [LoggerMessage(EventId = 103, Level = LogLevel.Warning, Message = "A program that was no longer waited for failed")]
    private partial void LogAbandonedFailed(Exception exception);
}
