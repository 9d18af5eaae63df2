using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Signals;
using Youki.Runtime.Tool.Terminals;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>Stays with a command in a container: its output is ours, our signals and our input are its.</summary>
internal sealed class ExecRun(ToolSession session, ContainerId container, ExecOptions options)
{
    private const int BufferSize = 1 << 16;

    /// <returns>What the tool exits with.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var forwarder = new SignalForwarder();
        await using var exec = await session.Execution.StartExecAsync(container, options, cancellationToken);
        session.Signals.Redirect(forwarder.Post);
        try
        {
            forwarder.Start(signal => exec.SignalAsync(signal));
            await using var terminal = BeginTerminal(exec);
            if (options.OpenStdin == true)
            {
                InputCopy.Begin(session.Host.Input, exec.Input);
            }

            await CopyOutputAsync(exec, forwarder.GaveUp);
            return ExitCodeOf(await exec.WaitAsync(forwarder.GaveUp));
        }
        catch (OperationCanceledException) when (forwarder.GaveUp.IsCancellationRequested)
        {
            session.Warn("the command did not end, and was killed.");
            return ExitCodes.RunFailed;
        }
        finally
        {
            session.Signals.EndRedirect();
        }
    }

    private IAsyncDisposable? BeginTerminal(IContainerExec exec) =>
        options.Terminal != true || !session.Host.InputIsTerminal ? null
        : options.OpenStdin == true ? TerminalSession.Begin(session.Host.Terminal, exec.ResizeAsync)
        : ResizeForwarder.Begin(session.Host.Terminal, exec.ResizeAsync);

    /// <summary>Where nobody reads our output any more, the rest is dropped: the command is not ours to end.</summary>
    private async Task CopyOutputAsync(IContainerExec exec, CancellationToken gaveUp)
    {
        // Whoever reads our output may be slow: that must not hold up a signal.
        await Task.Yield();
        var (output, error) = (new LogSink(session.Host.Output, BufferSize), new LogSink(session.Host.Error, BufferSize));
        await foreach (var chunk in exec.ReadOutputAsync(gaveUp))
        {
            var sink = chunk.Stream == OutputSource.Stderr ? error : output;
            sink.Write(chunk.Content.Span);
            sink.Flush();
        }
    }

    private int ExitCodeOf(ExecResult result)
    {
        if (result is { End: not ExecEnd.Exited, ErrorMessage: { } message })
        {
            session.Warn(message);
        }

        return result switch
        {
            { End: ExecEnd.TimedOut } => ExitCodes.TimedOut,
            { End: ExecEnd.StartError } => ExitCodes.CommandNotExecutable,
            { ExitCode: { } code } => code,
            _ => ExitCodes.RunFailed,
        };
    }
}
