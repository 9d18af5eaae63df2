using Youki.Runtime.Logs;

namespace Youki.Runtime.Tests.Logs;

public sealed class LogSessionTests : IDisposable
{
    private static readonly LogOptions Follow = new() { Follow = true };

    private readonly LogFolder _log = new();

    [Fact]
    public void A_log_that_is_not_there_is_empty() => _log.Read().Should().BeEmpty();

    [Fact]
    public void Reading_gives_whole_lines_only()
    {
        _log.Write("one");
        File.AppendAllText(_log.Layout.Live, LogFolder.Line("two")[..^2]);
        using var session = _log.Open(Follow);

        var first = LogFolder.Next(session);
        File.AppendAllText(_log.Layout.Live, "o\n");

        first.Should().Equal("one");
        LogFolder.Next(session).Should().Equal("two");
        LogFolder.Next(session).Should().BeEmpty();
    }

    [Fact]
    public void Pieces_are_joined_by_stream()
    {
        _log.Write("a...", "e:1...", "b...", "e:2", "c", "d", "e:3...");

        _log.Read().Should().Equal("e:12", "abc", "d", "e:3...");
    }

    [Fact]
    public void Pieces_come_as_they_are_where_they_are_asked_for()
    {
        _log.Write("a...", "e:1...", "b", "e:2");

        _log.Read(new() { Pieces = true }).Should().Equal("a...", "e:1...", "b", "e:2");
    }

    [Fact]
    public void A_joined_line_has_the_time_of_its_end()
    {
        _log.WriteAt(1, "a...");
        _log.WriteAt(5, "b");
        using var session = _log.Open();

        session.ReadNext().Should().ContainSingle().Which.Timestamp.Should().Be(LogFolder.Noon.AddSeconds(5));
    }

    [Fact]
    public void A_line_without_end_comes_in_parts_of_bounded_length()
    {
        _log.Write("12345678...", "12345678...", "1234...", "5678");

        _log.Read(new() { MaxLineBytes = 16 }).Should().Equal("1234567812345678...", "12345678");
    }

    [Fact]
    public void A_line_longer_than_a_block_is_read()
    {
        var text = new string('x', 300_000);
        _log.Write(text, "e:end");

        _log.Read().Should().Equal(text, "e:end");
        _log.Read(new() { Tail = 2 }).Should().Equal(text, "e:end");
    }

    [Fact]
    public void Damaged_lines_are_left_out()
    {
        _log.Write("one");
        File.AppendAllText(_log.Layout.Live, "garbage\n\n\0\0\0\n2026-11-23T stdout F x\n");
        _log.Write("two");

        _log.Read().Should().Equal("one", "two");
        _log.Read(new() { Tail = 1 }).Should().Equal("two");
        _log.Read(new() { Tail = 2 }).Should().Equal("one", "two");
    }

    [Fact]
    public void A_file_of_one_endless_line_takes_no_memory()
    {
        _log.Write("one");
        File.AppendAllText(_log.Layout.Live, new string('x', 3_000_000) + "\n");
        _log.Write("two");

        _log.Read(new() { MaxLineBytes = 1000 }).Should().Equal("one", "two");
        _log.Read(new() { MaxLineBytes = 1000, Tail = 2 }).Should().Equal("one", "two");
    }

    [Fact]
    public void Without_follow_what_is_written_later_is_not_given()
    {
        _log.Write("one");
        using var session = _log.Open();
        _log.Write("two");
        _log.Rotate(1);
        _log.Write("three");

        LogFolder.Next(session).Should().Equal("one");
    }

    [Theory]
    [InlineData(OutputSource.Stdout, "a", "b")]
    [InlineData(OutputSource.Stderr, "e:1", "e:2")]
    public void One_stream_is_read_alone(OutputSource stream, params string[] expected)
    {
        _log.Write("a", "e:1", "e:2", "b");

        _log.Read(new() { Stream = stream }).Should().Equal(expected);
    }

    [Fact]
    public void Since_and_until_compare_each_line_by_its_own_time()
    {
        _log.WriteAt(86_400, "tomorrow", "e:tomorrow");
        _log.WriteAt(0, "noon");
        _log.WriteAt(10, "later");

        _log.Read(new() { Since = LogFolder.Noon.AddSeconds(5) }).Should().Equal("tomorrow", "e:tomorrow", "later");
        _log.Read(new() { Until = LogFolder.Noon.AddSeconds(10) }).Should().Equal("noon", "later");
        _log.Read(new() { Since = LogFolder.Noon.AddSeconds(5), Until = LogFolder.Noon.AddSeconds(60) }).Should().Equal("later");
        _log.Read(new() { Since = LogFolder.Noon.AddSeconds(5), Tail = 2 }).Should().Equal("e:tomorrow", "later");
    }

    [Fact]
    public void A_raw_log_has_parts_as_they_come()
    {
        _log.WriteRaw("one\ntw");
        using var pieces = _log.Open(new() { Follow = true, Pieces = true }, raw: true);
        using var lines = _log.Open(Follow, raw: true);

        LogFolder.Next(pieces).Should().Equal("one", "tw...");
        LogFolder.Next(lines).Should().Equal("one");
        _log.WriteRaw("o\nthree");
        LogFolder.Next(pieces).Should().Equal("o", "three...");
        LogFolder.Next(lines).Should().Equal("two");
        LogFolder.Texts(lines.Finish()).Should().Equal("three...");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1, "three...")]
    [InlineData(2, "two", "three...")]
    [InlineData(9, "one", "two", "three...")]
    public void The_tail_of_a_raw_log_is_read(int lines, params string[] expected)
    {
        _log.WriteRaw("one\ntwo\nthree");

        _log.Read(new() { Tail = lines }, raw: true).Should().Equal(expected);
    }

    [Fact]
    public void A_directory_in_the_place_of_the_log_is_told()
    {
        Directory.CreateDirectory(_log.Layout.Live);

        var read = () => _log.Read();

        read.Should().Throw<HostResourceException>().Which.Message.Should().Contain(_log.Layout.Live).And.Contain("no file");
    }

    public void Dispose() => _log.Dispose();
}
