using Youki.Runtime.Cli.Verbs;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Cli;

/// <summary>Runs one verb: global options, a log file of its own, and the verdict.</summary>
internal sealed class OciInvoker(IProcessRunner runner, RuntimeHandle runtime)
{
    private const int StderrTail = 64 * 1024;

    /// <summary>Runs a verb.</summary>
    /// <exception cref="YoukiException">It failed; the type tells how.</exception>
    public async Task<CommandResult> RunAsync(IOciVerb verb, OciCall call, CancellationToken cancellationToken) =>
        (await TryAsync(verb, call, cancellationToken).ConfigureAwait(false)).Required;

    /// <summary>Runs a verb and judges it without throwing.</summary>
    public async Task<OciOutcome> TryAsync(IOciVerb verb, OciCall call, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(runtime.LogDirectory);
        var log = new RuntimeLogFile(runtime.LogDirectory, verb.Name);
        var stderrFrom = call.Detached is { } file && File.Exists(file.File) ? new FileInfo(file.File).Length : 0;
        var abandoned = false;
        var commandLine = BuildCommandLine(verb, call, log.Path);
        try
        {
            var result = await ExecuteAsync(commandLine with { Abandoned = HandOver }, call, cancellationToken).ConfigureAwait(false);
            return Judge(result);
        }
        finally
        {
            if (!abandoned)
            {
                log.Delete();
            }
        }

        void HandOver(Task<CommandResult> rest)
        {
            abandoned = true;
            var settled = SettleAsync(rest);
            _ = settled.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            call.Abandoned?.Invoke(settled);
        }

        async Task SettleAsync(Task<CommandResult> rest)
        {
            try
            {
                _ = Judge(await rest.ConfigureAwait(false)).Required;
            }
            finally
            {
                log.Delete();
            }
        }

        OciOutcome Judge(CommandResult result)
        {
            var stderr = call.Detached is { } output && result.ExitCode != 0 ? result.Stderr + ReadDetached(output, stderrFrom) : result.Stderr;
            return new(result, OciErrorClassifier.Classify(runtime.Dialect, verb, commandLine, result.ExitCode, log.Read(), stderr));
        }
    }

    private static string ReadDetached(DetachedOutput output, long from) =>
        File.Exists(output.File) && new FileInfo(output.File).Length > from ? RuntimeLogFile.ReadFrom(output.File, from, StderrTail) : string.Empty;

    private Task<CommandResult> ExecuteAsync(CommandLine commandLine, OciCall call, CancellationToken cancellationToken) =>
        call.Detached is { } detached ? runner.DetachAsync(commandLine, detached, cancellationToken)
        : call.Output is { } output ? runner.StreamAsync(commandLine, output, cancellationToken)
        : runner.CaptureAsync(commandLine, cancellationToken);

    private CommandLine BuildCommandLine(IOciVerb verb, OciCall call, string logFile) => new()
    {
        Program = runtime.Path,
        Arguments = [.. runtime.GlobalArguments(logFile), .. verb.ToArguments(runtime.Dialect)],
        StandardInput = call.Input,
        TimeLimit = (call.TimeLimit ?? runtime.TimeLimit) is var limit && limit == Timeout.InfiniteTimeSpan ? null : limit,
        Interruptible = verb.Interruptible,
        Title = $"'{runtime.Dialect.Name} {verb.Name}'{(verb.Id is { } id ? $" of container {id}" : "")}",
    };
}
