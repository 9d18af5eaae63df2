namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>A container of <see cref="FakeRuntime"/>.</summary>
internal sealed class FakeContainer
{
    public required ContainerStatus Status { get; set; }

    public required ContainerConfig Config { get; init; }

    public required CreateContainerOptions Options { get; init; }

    public ContainerImage? Image { get; set; }

    public TaskCompletionSource<ContainerExit> Exit { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<LogEntry> Log { get; } = [];

    /// <summary>What of its log was asked for last.</summary>
    public LogOptions? LogOptions { get; set; }

    public FakeInput Input { get; } = new();

    public List<string> Calls { get; } = [];

    public List<ContainerUpdate> Updates { get; } = [];

    public void Write(string text, OutputSource stream = OutputSource.Stdout, bool partial = false, DateTimeOffset? at = null) => Log.Add(new LogEntry
    {
        Timestamp = at ?? FakeRuntime.Now,
        Stream = stream,
        Content = System.Text.Encoding.Latin1.GetBytes(text),
        Partial = partial,
    });

    public void End(int? code, ExitReason reason = ExitReason.Completed)
    {
        Status = Status with { State = ContainerState.Stopped, ExitCode = code, Reason = reason, Pid = null, FinishedAt = FakeRuntime.Now };
        Exit.TrySetResult(new ContainerExit { Id = Status.Id, Run = Status.Run, ExitCode = code, Reason = reason, FinishedAt = Status.FinishedAt });
    }
}
