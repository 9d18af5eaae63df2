namespace Youki.Runtime.Images.Layers.Pipeline;

/// <summary>Stages that run at the same time. The first that fails ends all others, and is what failed.</summary>
internal sealed class StageGroup(CancellationTokenSource cancellation)
{
    private readonly List<Task> _stages = [];
    private Exception? _failure;

    /// <summary>What ended the stages. Null: they came to their end, or were cancelled from outside.</summary>
    public Exception? Failure => _failure;

    /// <summary>Runs a stage that waits and computes on a thread of its own.</summary>
    public void Start(Action stage) => _stages.Add(Task.Factory.StartNew(
        () => Guard(stage), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default));

    public void Start(Func<Task> stage) => _stages.Add(GuardAsync(stage));

    /// <summary>Waits until all stages have ended, whatever became of them.</summary>
    public Task WaitAsync() => Task.WhenAll(_stages);

    private void Guard(Action stage)
    {
        try
        {
            stage();
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private async Task GuardAsync(Func<Task> stage)
    {
        try
        {
            await stage().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    // What the end of another stage, or the caller, has cancelled is no failure of its own.
    private void Fail(Exception exception)
    {
        if (exception is OperationCanceledException && cancellation.IsCancellationRequested)
        {
            return;
        }

        Interlocked.CompareExchange(ref _failure, exception, null);
        cancellation.Cancel();
    }
}
