using Youki.Runtime.Logs;

namespace Youki.Runtime.Tests.Logs;

public sealed class LogTailTests : IDisposable
{
    private readonly LogFolder _log = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1, "d")]
    [InlineData(2, "e:2", "d")]
    [InlineData(3, "c", "e:2", "d")]
    [InlineData(100, "a", "b", "e:1", "c", "e:2", "d")]
    public void Tail_gives_the_last_lines(int lines, params string[] expected)
    {
        _log.Write("a", "b", "e:1", "c", "e:2", "d");

        _log.Read(new() { Tail = lines }).Should().Equal(expected);
    }

    [Theory]
    [InlineData(1, "abc")]
    [InlineData(2, "e:12", "abc")]
    [InlineData(3, "z", "e:12", "abc")]
    [InlineData(4, "e:y", "z", "e:12", "abc")]
    public void Tail_counts_lines_whose_pieces_lie_between_each_other(int lines, params string[] expected)
    {
        _log.Write("x", "e:y", "z", "a...", "e:1...", "b...", "e:2", "c");

        _log.Read(new() { Tail = lines }).Should().Equal(expected);
    }

    [Fact]
    public void Tail_counts_an_unfinished_line()
    {
        _log.Write("a", "b...", "c...");

        _log.Read(new() { Tail = 1 }).Should().Equal("bc...");
        _log.Read(new() { Tail = 1, Pieces = true }).Should().Equal("b...", "c...");
    }

    [Fact]
    public void Tail_of_one_stream_counts_its_lines_only()
    {
        _log.Write("e:1", "e:2", "a", "b", "c");

        _log.Read(new() { Tail = 1, Stream = OutputSource.Stderr }).Should().Equal("e:2");
    }

    [Fact]
    public void Tail_goes_back_over_rotated_and_compressed_files()
    {
        _log.Write("a", "b", "c...");
        _log.Rotate(1);
        _log.Write("d", "e");
        _log.Rotate(2);
        _log.Compress(1);
        _log.Write("f");

        _log.Read(new() { Tail = 1 }).Should().Equal("f");
        _log.Read(new() { Tail = 2 }).Should().Equal("e", "f");
        _log.Read(new() { Tail = 3 }).Should().Equal("cd", "e", "f");
        _log.Read(new() { Tail = 4 }).Should().Equal("b", "cd", "e", "f");
        _log.Read(new() { Tail = 50 }).Should().Equal("a", "b", "cd", "e", "f");
        _log.Read().Should().Equal("a", "b", "cd", "e", "f");
    }

    [Fact]
    public void Tail_and_follow_go_on_with_what_comes()
    {
        _log.Write("a", "b");
        using var none = _log.Open(new() { Tail = 0, Follow = true });
        using var one = _log.Open(new() { Tail = 1, Follow = true });

        LogFolder.Next(none).Should().BeEmpty();
        LogFolder.Next(one).Should().Equal("b");
        _log.Write("c");

        LogFolder.Next(none).Should().Equal("c");
        LogFolder.Next(one).Should().Equal("c");
    }

    [Fact]
    public void Tail_of_a_large_log_reads_little_of_it()
    {
        using (var file = File.Create(_log.Layout.Live))
        {
            file.SetLength(1L << 30);
        }

        _log.Write("", "a", "b", "c");
        using var segment = LogSegment.TryOpen(_log.Layout.Live, 1)!;
        var start = new TailFinder(new LogChain(_log.Layout), new LogFilter(new()), new LogParser(raw: false), LogOptions.DefaultMaxLineBytes).Find(segment, segment.Length, 2);

        segment.BytesRead.Should().BeLessThan(1_000_000);
        start.First.Offset.Should().BeGreaterThan(1L << 30);
        _log.Read(new() { Tail = 2 }).Should().Equal("b", "c");
    }

    [Fact]
    public void Tail_does_not_search_the_whole_log_for_the_beginning_of_a_line()
    {
        _log.Write("early...");
        File.AppendAllText(_log.Layout.Live, string.Concat(Enumerable.Range(0, 40_000).Select(number => LogFolder.Line($"e:{number} and more of it, so that it takes some room"))));
        _log.Write("late");

        _log.Read(new() { Tail = 1 }).Should().Equal("late");
        _log.Read(new() { Tail = 1, Stream = OutputSource.Stdout }).Should().ContainSingle().Which.Should().EndWith("late");
    }

    public void Dispose() => _log.Dispose();
}
