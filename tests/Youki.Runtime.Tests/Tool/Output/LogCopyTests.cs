using System.Text;
using Youki.Runtime.Tests.Tool.Fakes;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tests.Tool.Output;

public sealed class LogCopyTests : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly MemoryStream _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task CopyAsync_entries_restores_the_bytes()
    {
        byte[] odd = [0, 1, 0xff, 0xfe, (byte)'\r'];

        await CopyAsync(Entry(odd), Entry("par"u8.ToArray(), partial: true), Entry("tial"u8.ToArray()), Entry([]), Entry("end"u8.ToArray(), partial: true));

        _output.ToArray().Should().Equal([.. odd, .. "\npartial\n\nend"u8]);
    }

    [Fact]
    public async Task CopyAsync_timestamps_stand_before_each_line_of_each_stream()
    {
        await new LogCopy(_output, _error) { Timestamps = true }.CopyAsync(
            new[] { Entry("par"u8.ToArray(), partial: true), Entry("err"u8.ToArray(), OutputSource.Stderr), Entry("tial"u8.ToArray()), Entry([]) }.ToAsyncEnumerable(), TestContext.Current.CancellationToken);

        var stamp = "2026-11-23T12:00:00.000000000Z ";
        Encoding.ASCII.GetString(_output.ToArray()).Should().Be($"{stamp}partial\n{stamp}\n");
        Encoding.ASCII.GetString(_error.ToArray()).Should().Be($"{stamp}err\n");
    }

    [Fact]
    public async Task CopyAsync_streams_are_kept_apart()
    {
        await CopyAsync(Entry("out"u8.ToArray()), Entry("err"u8.ToArray(), OutputSource.Stderr));

        Encoding.ASCII.GetString(_output.ToArray()).Should().Be("out\n");
        Encoding.ASCII.GetString(_error.ToArray()).Should().Be("err\n");
    }

    [Fact]
    public async Task CopyAsync_more_than_the_buffer_holds_is_whole()
    {
        var lines = Enumerable.Range(0, 100).Select(i => Enumerable.Repeat((byte)i, 1999).ToArray()).ToList();
        var large = new byte[200_000];

        await CopyAsync([.. lines.Select(line => Entry(line, partial: true)), Entry(large, partial: true)]);

        _output.ToArray().Should().Equal([.. lines.SelectMany(line => line), .. large]);
    }

    [Fact]
    public async Task CopyAsync_broken_reader_ends_quietly()
    {
        var broken = new BrokenStream();
        var read = 0;

        await new LogCopy(broken, broken) { EndWhenBroken = true }.CopyAsync(Endless(() => read++), CancellationToken.None);

        read.Should().BeGreaterThan(0);
    }

    [Fact]
    public async Task CopyAsync_entries_before_the_start_are_left_out()
    {
        var copy = new LogCopy(_output, _error) { Since = FakeRuntime.Now };

        await copy.CopyAsync(Entries([Entry("old"u8.ToArray()) with { Timestamp = FakeRuntime.Now.AddTicks(-1) }, Entry("new"u8.ToArray())]), CancellationToken.None);

        Encoding.ASCII.GetString(_output.ToArray()).Should().Be("new\n");
    }

    private Task CopyAsync(params LogEntry[] entries) => new LogCopy(_output, _error).CopyAsync(Entries(entries), CancellationToken.None);

    private static LogEntry Entry(byte[] content, OutputSource stream = OutputSource.Stdout, bool partial = false) =>
        new() { Timestamp = FakeRuntime.Now, Stream = stream, Content = content, Partial = partial };

    private static LogEntry Entry(byte[] content, bool partial) => Entry(content, OutputSource.Stdout, partial);

    private static async IAsyncEnumerable<LogEntry> Entries(LogEntry[] entries)
    {
        foreach (var entry in entries)
        {
            await Task.Yield();
            yield return entry;
        }
    }

    private static async IAsyncEnumerable<LogEntry> Endless(Action onRead)
    {
        while (true)
        {
            await Task.Yield();
            onRead();
            yield return Entry("more"u8.ToArray());
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new BrokenPipeException();
    }
}
