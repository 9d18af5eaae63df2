using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Signals;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>Starts a container and stays with it: its output is ours, our signals and our input are its.</summary>
internal sealed class ForegroundRun(ToolSession session, ContainerId id)
{
    /// <summary>What of ours is the container's, besides our output.</summary>
    public ConsoleRequest Console { get; init; } = new();

    /// <summary>The person has left the container running, by the keys for that.</summary>
    public bool IsDetached { get; private set; }

    /// <summary>It has run before: its former output is not shown again.</summary>
    public bool IsRestart { get; init; }

    /// <summary>Starts the container and waits for its end.</summary>
    /// <param name="guard">Does what leads to a running container; where that fails, it undoes what is to be undone.</param>
    /// <param name="cancellationToken">Cancels the start. Once it runs, signals are passed on instead.</param>
    /// <returns>How it ended. Null: the person left it running.</returns>
    public async Task<ContainerExit?> RunAsync(Func<Func<Task>, Task> guard, CancellationToken cancellationToken)
    {
        await using var forwarder = new SignalForwarder();
        using var following = new CancellationTokenSource();
        session.Signals.Redirect(forwarder.Post);
        var output = Task.CompletedTask;
        ContainerConsole? console = null;
        try
        {
            await guard(async () =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                console = IsRestart ? null : await ConnectAsync(cancellationToken);

                // The output of a container that has ended would end at once: a restart is followed from its start on.
                var since = IsRestart ? session.Host.Time.GetUtcNow() : default;
                output = IsRestart ? output : FollowAsync(since, following.Token);
                await session.Containers.StartContainerAsync(id, cancellationToken);
                output = IsRestart ? FollowAsync(since, following.Token) : output;
            });
            console ??= await ReconnectAsync(cancellationToken);
            forwarder.Start(session.Containers, id);
            return await WaitAsync(output, forwarder.GaveUp, console?.Detached ?? CancellationToken.None);
        }
        finally
        {
            session.Signals.EndRedirect();
            await (console?.DisposeAsync() ?? ValueTask.CompletedTask);
            await following.CancelAsync();
            await output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<ContainerConsole?> ConnectAsync(CancellationToken cancellationToken)
    {
        if (!Console.IsAny)
        {
            return null;
        }

        var attachment = await session.Execution.AttachAsync(id, new AttachOptions { Input = Console.Input }, cancellationToken);
        try
        {
            return await ContainerConsole.BeginAsync(session.Host, Console, attachment, cancellationToken);
        }
        catch
        {
            await attachment.DisposeAsync();
            throw;
        }
    }

    private async Task<ContainerConsole?> ReconnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is ContainerStatusException or ContainerNotFoundException)
        {
            // It has ended already; the wait tells how.
            return null;
        }
    }

    private async Task FollowAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        // Whoever reads our output may be slow: that must not hold up the start or a signal.
        await Task.Yield();
        var entries = session.Logs.ReadLogsAsync(id, new LogOptions { Follow = true, Pieces = true }, cancellationToken);
        await new LogCopy(session.Host.Output, session.Host.Error) { Since = since }.CopyAsync(entries, cancellationToken);
    }

    private async Task<ContainerExit?> WaitAsync(Task output, CancellationToken gaveUp, CancellationToken detached)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gaveUp, detached);
        try
        {
            var exit = await session.Containers.WaitContainerAsync(id, either.Token);
            await output.WaitAsync(either.Token);
            return exit;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            IsDetached = detached.IsCancellationRequested;
            return null;
        }
    }
}
