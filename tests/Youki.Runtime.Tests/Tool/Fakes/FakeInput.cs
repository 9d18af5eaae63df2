namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>The standard input of a fake container: what was written to it, once it is closed.</summary>
internal sealed class FakeInput : MemoryStream
{
    private readonly TaskCompletionSource<byte[]> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<byte[]> Closed => _closed.Task;

    protected override void Dispose(bool disposing)
    {
        _closed.TrySetResult(ToArray());
        base.Dispose(disposing);
    }
}
