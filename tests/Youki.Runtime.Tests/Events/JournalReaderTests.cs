using Youki.Runtime.Events;

namespace Youki.Runtime.Tests.Events;

public sealed class JournalReaderTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Fact]
    public void Reader_goes_on_behind_its_cursor()
    {
        Fill(0, 10);
        var place = _folder.Read()[4].Position;

        _folder.Read(JournalPosition.TryParse(place.ToString())).Select(item => item.Event.Name).Should().Equal("5", "6", "7", "8", "9");
    }

    [Fact]
    public void Reader_sees_what_is_written_later_and_in_new_segments()
    {
        using var reader = _folder.Open().Read(null);
        JournalFolder.ReadAll(reader).Should().BeEmpty();
        var seen = new List<string?>();

        for (var i = 0; i < 1000; i++)
        {
            Fill(i, 1);
            seen.AddRange(JournalFolder.ReadAll(reader).Select(item => item.Event.Name));
        }

        seen.Should().Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"));
        _folder.Segments.Count.Should().BeGreaterThan(1);
    }

    [Fact]
    public void Cursor_older_than_what_is_kept_tells_how_many_are_gone()
    {
        Fill(0, 10);
        var place = _folder.Read()[4].Position;
        Fill(10, 3000);

        var read = _folder.Read(place);

        read[0].Event.Kind.Should().Be(EventKind.Lost);
        read[0].Event.Lost.Should().Be(read[1].Event.Sequence - 6);
        read.Count(item => item.Event.Kind == EventKind.Lost).Should().Be(1);
        _folder.Read(read[0].Position)[0].Event.Should().BeEquivalentTo(read[1].Event, "who comes back behind the loss is not told again");
    }

    [Fact]
    public void Cursor_of_a_journal_that_was_replaced_tells_that_events_are_gone()
    {
        Fill(0, 10);
        var place = _folder.Read()[9].Position;
        Directory.Delete(_folder.Journal, recursive: true);
        Fill(10, 2);

        var read = _folder.Read(place);

        read.Select(item => item.Event.Name).Should().Equal(null, "10", "11");
        read[0].Event.Should().BeEquivalentTo(new { Kind = EventKind.Lost, Lost = (long?)null });
    }

    [Fact]
    public void Cursor_of_a_time_before_the_journal_misses_nothing()
    {
        var place = _folder.Open().FindEnd();
        Fill(0, 2);

        _folder.Read(place).Select(item => item.Event.Name).Should().Equal("0", "1");
    }

    [Fact]
    public void Damaged_line_is_passed_over_and_counted()
    {
        Fill(0, 5);
        var lines = File.ReadAllLines(_folder.Segments[0]);
        lines[3] = lines[3].Replace("\"2\"", "\"X\"", StringComparison.Ordinal);
        File.WriteAllLines(_folder.Segments[0], lines);

        _folder.Read().Select(item => (item.Event.Name, item.Event.Lost)).Should().Equal(("0", null), ("1", null), (null, 1), ("3", null), ("4", null));
    }

    [Fact]
    public void After_a_power_cut_numbers_are_not_given_again()
    {
        Fill(0, 5);
        var last = _folder.Read()[^1].Position;

        // The last two events never reached the disk, and the lock file is of the boot before.
        var lines = File.ReadAllLines(_folder.Segments[0]);
        File.WriteAllText(_folder.Segments[0], string.Join('\n', lines[..4]) + "\n\0\0\0\0");
        File.WriteAllText(_folder.LockFile, File.ReadAllText(_folder.LockFile).Replace("boot", "b00t", StringComparison.Ordinal));
        Fill(5, 2);

        _folder.Read(last).Select(item => (item.Event.Kind, item.Event.Name)).Should().Equal((EventKind.Created, "5"), (EventKind.Created, "6"));
        _folder.Names().Should().Equal("0", "1", "2", "5", "6");
    }

    [Fact]
    public void Empty_segment_of_a_power_cut_holds_nobody_up()
    {
        Fill(0, 2);
        using var reader = _folder.Open().Read(null);
        JournalFolder.ReadAll(reader);
        File.WriteAllText(Path.Combine(_folder.Journal, "0000000000000000003.events"), "");
        File.WriteAllText(_folder.LockFile, "");

        Fill(2, 1);

        JournalFolder.ReadAll(reader).Select(item => item.Event.Name).Should().Equal("2");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("n01234567-12-0")]
    [InlineData("n01234567-12-0.iabcdef01-3-1000000")]
    public void Cursor_round_trips(string text) => CursorPlaces.Parse(EventCursor.Parse(text)).ToCursor().Value.Should().Be(text);

    [Theory]
    [InlineData("x01234567-12-0")]
    [InlineData("n01234567-12")]
    [InlineData("n01234567-12-0.")]
    [InlineData("12")]
    public void Cursor_of_something_else_throws(string text) =>
        FluentActions.Invoking(() => CursorPlaces.Parse(EventCursor.Parse(text))).Should().Throw<FormatException>();

    public void Dispose() => _folder.Dispose();

    private void Fill(int first, int count)
    {
        using var journal = _folder.Open(size: 64 * 1024);
        for (var i = first; i < first + count; i++)
        {
            journal.Record(JournalFolder.Event($"{i}"));
        }
    }
}
