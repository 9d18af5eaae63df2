using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Signals;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>Stays with a container that runs already, to its end or until the person leaves.</summary>
internal sealed class AttachedSession(ToolSession session, ContainerId id)
{
    /// <summary>What of ours is the container's, besides our output.</summary>
    public required ConsoleRequest Console { get; init; }

    /// <summary>How many of the last lines of before are shown. Null: none.</summary>
    public int? Replay { get; init; }

    /// <summary>Our signals are the container's; otherwise they end us, and it goes on.</summary>
    public bool PassSignals { get; init; }

    /// <summary>The person has left the container running, by the keys for that.</summary>
    public bool IsDetached { get; private set; }

    /// <returns>How the container ended. Null: it was left running.</returns>
    public async Task<ContainerExit?> RunAsync(CancellationToken cancellationToken)
    {
        var attachment = await session.Execution.AttachAsync(id, new AttachOptions { Input = Console.Input, Replay = Replay }, cancellationToken);
        await using var console = await ContainerConsole.BeginAsync(session.Host, Console, attachment, cancellationToken);
        await using var forwarder = new SignalForwarder();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, forwarder.GaveUp, console.Detached);
        if (PassSignals)
        {
            session.Signals.Redirect(forwarder.Post);
            forwarder.Start(session.Containers, id);
        }

        try
        {
            var ended = session.Containers.WaitContainerAsync(id, leave.Token);
            await CopyAsync(attachment, leave.Token);
            return await ended;
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IsDetached = console.Detached.IsCancellationRequested;
            return null;
        }
        finally
        {
            session.Signals.EndRedirect();
        }
    }

    private async Task CopyAsync(IContainerAttachment attachment, CancellationToken leave)
    {
        // Whoever reads our output may be slow: that must not hold up a signal.
        await Task.Yield();
        var output = new LogCopy(session.Host.Output, session.Host.Error) { EndWhenBroken = !Console.Input };
        await output.CopyAsync(attachment.ReadOutputAsync(leave), leave).WaitAsync(leave);
        if (output.IsBroken)
        {
            throw new BrokenPipeException();
        }
    }
}
