namespace Youki.Runtime.Execution;

/// <summary>
/// Bounds how long output is read after a program has ended. A process that it left behind may hold the pipe for ever; what the program itself
/// printed is in the pipe already.
/// </summary>
internal sealed class ExitGrace : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _giveUp = new();

    /// <summary>Feeds standard input. CliWrap cancels the token of an input pipe when the program has exited, also when all input is written.</summary>
    public async Task FeedAsync(CommandLine commandLine, Stream standardInput, CancellationToken exited)
    {
        exited.UnsafeRegister(static self => ((ExitGrace)self!)._giveUp.CancelAfter(Grace), this);
        if (commandLine.Feed is { } feed)
        {
            await feed(standardInput, exited).ConfigureAwait(false);
        }
        else if (!commandLine.StandardInput.IsEmpty)
        {
            await standardInput.WriteAsync(commandLine.StandardInput, exited).ConfigureAwait(false);
        }
    }

    /// <summary>Reads output to its end, or until the grace has passed. What was read so far counts.</summary>
    public async Task ReadAsync(Func<CancellationToken, Task> read)
    {
        try
        {
            await read(_giveUp.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_giveUp.IsCancellationRequested)
        {
        }
    }

    public void Dispose() => _giveUp.Dispose();
}
