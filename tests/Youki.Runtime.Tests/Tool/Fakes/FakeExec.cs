using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>A command that a test plays.</summary>
internal sealed class FakeExec(ContainerId container) : IContainerExec
{
    private readonly TaskCompletionSource<ExecResult> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<OutputChunk> _output = Channel.CreateUnbounded<OutputChunk>();

    public ExecId Id { get; } = ExecId.Parse("exec-1");

    public ContainerId ContainerId => container;

    public int Pid => 1234;

    public MemoryStream Written { get; } = new();

    public Stream Input => Written;

    /// <summary>Called when somebody begins to read the output.</summary>
    public Action OnRead { get; set; } = () => { };

    public List<Signal> Signals { get; } = [];

    public List<TerminalSize> Sizes { get; } = [];

    public void Print(OutputSource stream, string text) => _output.Writer.TryWrite(new OutputChunk(stream, System.Text.Encoding.UTF8.GetBytes(text)));

    public void Finish(int? code, ExecEnd end = ExecEnd.Exited, string? message = null)
    {
        _output.Writer.TryComplete();
        _end.TrySetResult(new ExecResult { Id = Id, ContainerId = container, ExitCode = code, End = end, ErrorMessage = message });
    }

    public async IAsyncEnumerable<OutputChunk> ReadOutputAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        OnRead();
        await foreach (var chunk in _output.Reader.ReadAllAsync(cancellationToken))
        {
            yield return chunk;
        }
    }

    public Task ResizeAsync(TerminalSize size, CancellationToken cancellationToken = default)
    {
        Sizes.Add(size);
        return Task.CompletedTask;
    }

    public Task<bool> SignalAsync(Signal signal, CancellationToken cancellationToken = default)
    {
        Signals.Add(signal);
        Finish(128 + signal.Number);
        return Task.FromResult(true);
    }

    public Task<ExecResult> WaitAsync(CancellationToken cancellationToken = default) => _end.Task.WaitAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
