using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Youki.Runtime.Native;
using Youki.Runtime.Supervision;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Supervision;

public sealed class MonitorControlTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly MonitorControl _control = new(TimeProvider.System);
    private readonly string _fifo;

    public MonitorControlTests()
    {
        _fifo = Path.Combine(_directory.Path, "ctl");
        using var maker = Process.Start("mkfifo", [_fifo]);
        maker.WaitForExit();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_to_a_fifo_without_reader_is_not_sent() => (await _control.ReopenLogsAsync(_fifo, Token)).Should().BeFalse();

    [Fact]
    public async Task Message_to_a_missing_fifo_is_not_sent() => (await _control.ReopenLogsAsync(_fifo + "-none", Token)).Should().BeFalse();

    [Fact]
    public async Task Messages_of_several_writers_are_taken_one_at_a_time()
    {
        using var reader = new FileStream(Descriptor.OpenFile(_fifo, OpenFlags.ReadOnly | OpenFlags.NonBlocking), FileAccess.Read, bufferSize: 0);
        Task<bool>[] sent =
        [
            _control.ResizeAsync(_fifo, new TerminalSize(132, 43), Token),
            _control.ReopenLogsAsync(_fifo, Token),
            new MonitorControl(TimeProvider.System).ReopenLogsAsync(_fifo, Token),
        ];
        var taken = new List<string>();
        while (!sent.All(task => task.IsCompleted))
        {
            if (TryRead(reader) is { Length: > 0 } message)
            {
                taken.Add(message);
            }

            await Task.Yield();
        }

        (await Task.WhenAll(sent)).Should().AllBeEquivalentTo(true);
        taken.Should().BeEquivalentTo("1 43 132\n", "2 0 0\n", "2 0 0\n");
    }

    [Fact]
    public async Task Message_that_the_reader_leaves_behind_is_not_sent()
    {
        var reader = Descriptor.OpenFile(_fifo, OpenFlags.ReadOnly | OpenFlags.NonBlocking);
        var sending = _control.ReopenLogsAsync(_fifo, Token);
        sending.IsCompleted.Should().BeFalse();

        reader.Dispose();

        (await sending).Should().BeFalse();
    }

    [Fact]
    public async Task Message_waits_for_the_reader_until_cancelled()
    {
        using var reader = Descriptor.OpenFile(_fifo, OpenFlags.ReadOnly | OpenFlags.NonBlocking);
        using var cancel = new CancellationTokenSource();
        var sending = _control.ReopenLogsAsync(_fifo, cancel.Token);

        await cancel.CancelAsync();

        await sending.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Reader_that_does_not_read_is_told_of_in_time()
    {
        using var reader = Descriptor.OpenFile(_fifo, OpenFlags.ReadOnly | OpenFlags.NonBlocking);
        var time = new FakeTimeProvider();
        var sending = new MonitorControl(time).ReopenLogsAsync(_fifo, Token);

        time.Advance(TimeSpan.FromSeconds(11));

        await sending.Invoking(task => task).Should().ThrowAsync<OperationTimeoutException>();
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(80, 1001)]
    [InlineData(-1, 10)]
    public async Task Size_out_of_range_throws(int columns, int rows) =>
        await _control.Invoking(control => control.ResizeAsync(_fifo, new TerminalSize(columns, rows), Token)).Should().ThrowAsync<ArgumentOutOfRangeException>();

    public void Dispose() => _directory.Dispose();

    private static string? TryRead(FileStream reader)
    {
        try
        {
            var buffer = new byte[200];
            return Encoding.ASCII.GetString(buffer, 0, reader.Read(buffer));
        }
        catch (IOException)
        {
            // Nothing is there for now.
            return null;
        }
    }
}
