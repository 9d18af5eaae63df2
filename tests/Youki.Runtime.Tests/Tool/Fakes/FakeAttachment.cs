using System.Runtime.CompilerServices;

namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>A client's connection to a fake container.</summary>
internal sealed class FakeAttachment(FakeContainer container, AttachOptions options) : IContainerAttachment
{
    public ContainerId ContainerId => container.Status.Id;

    public Stream? Input => options.Input ? container.Input : null;

    public async IAsyncEnumerable<LogEntry> ReadOutputAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await container.Exit.Task.WaitAsync(cancellationToken);
        foreach (var entry in container.Log)
        {
            yield return entry;
        }
    }

    public Task ResizeAsync(TerminalSize size, CancellationToken cancellationToken = default)
    {
        container.Calls.Add($"resize {size.Columns}x{size.Rows}");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
