using Youki.Runtime.Events;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Events;

public sealed class EventJournalTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Fact]
    public void Record_gives_numbers_in_order_across_processes()
    {
        var (one, other) = (_folder.Open(), _folder.Open());

        one.Record(JournalFolder.Event("a"));
        other.Record(JournalFolder.Event("b"));
        one.Record(JournalFolder.Event("c"));

        _folder.Read().Select(item => (item.Event.Sequence, item.Event.Name)).Should().Equal((1, "a"), (2, "b"), (3, "c"));
    }

    [Fact]
    public void Record_from_many_threads_and_processes_loses_and_doubles_nothing()
    {
        var journals = Enumerable.Range(0, 4).Select(_ => _folder.Open()).ToList();

        Parallel.For(0, 1000, i => journals[i % 4].Record(JournalFolder.Event($"{i}")));
        journals.ForEach(journal => journal.Dispose());

        var read = _folder.Read();
        read.Select(item => item.Event.Sequence).Should().Equal(Enumerable.Range(1, 1000).Select(i => (long)i));
        read.Select(item => item.Event.Name).Should().BeEquivalentTo(Enumerable.Range(0, 1000).Select(i => $"{i}"));
    }

    [Fact]
    public void Torn_last_line_is_cut_by_the_next_writer()
    {
        _folder.Open().Record(JournalFolder.Event("a"));
        File.AppendAllText(_folder.Segments[0], "1234abcd {\"seq\":2,\"time\"");

        _folder.Names().Should().Equal("a");
        _folder.Open().Record(JournalFolder.Event("b"));

        _folder.Read().Select(item => (item.Event.Sequence, item.Event.Name)).Should().Equal((1, "a"), (2, "b"));
        File.ReadLines(_folder.Segments[0]).Should().HaveCount(3, "a header and two events");
    }

    [Fact]
    public void Event_whose_writer_died_before_it_noted_the_end_is_kept()
    {
        _folder.Open().Record(JournalFolder.Event("a"));
        var state = File.ReadAllBytes(_folder.LockFile);
        _folder.Open().Record(JournalFolder.Event("b"));
        File.WriteAllBytes(_folder.LockFile, state);

        _folder.Open().Record(JournalFolder.Event("c"));

        _folder.Read().Select(item => (item.Event.Sequence, item.Event.Name)).Should().Equal((1, "a"), (2, "b"), (3, "c"));
    }

    [Fact]
    public void Size_is_bounded_and_the_newest_events_stay()
    {
        var journal = _folder.Open(size: 64 * 1024);

        for (var i = 0; i < 2000; i++)
        {
            journal.Record(JournalFolder.Event($"{i}"));
        }

        _folder.Segments.Sum(file => new FileInfo(file).Length).Should().BeLessThan(72 * 1024);
        _folder.Segments.Should().HaveCountLessThanOrEqualTo(8);
        _folder.Read()[^1].Event.Name.Should().Be("1999");
        _folder.Read().Should().NotContain(item => item.Event.Kind == EventKind.Lost, "nobody has asked for the older ones");
    }

    [Fact]
    public void RecordOnce_writes_one_event_for_a_mark()
    {
        var mark = _folder.Mark("run", EventKind.Exited);
        var (one, other) = (_folder.Open(), _folder.Open());

        var told = new[] { one.RecordOnce(JournalFolder.Event("a", EventKind.Exited), mark), other.RecordOnce(JournalFolder.Event("b", EventKind.Exited), mark) };

        told.Should().Equal(true, false);
        _folder.Names().Should().Equal("a");
    }

    [Fact]
    public void RecordOnce_from_many_processes_at_once_writes_one()
    {
        var mark = _folder.Mark("run", EventKind.Exited);
        var journals = Enumerable.Range(0, 16).Select(_ => _folder.Open()).ToList();

        Parallel.ForEach(journals, journal => journal.RecordOnce(JournalFolder.Event("a", EventKind.Exited), mark));

        _folder.Names().Should().Equal("a");
    }

    [Fact]
    public void RecordOnce_tells_kinds_apart()
    {
        _folder.Open().RecordOnce(JournalFolder.Event("a", EventKind.Started), _folder.Mark("run", EventKind.Started)).Should().BeTrue();
        _folder.Open().RecordOnce(JournalFolder.Event("b", EventKind.Exited), _folder.Mark("run", EventKind.Exited)).Should().BeTrue();
    }

    [Fact]
    public void RecordOnce_of_a_run_that_is_gone_writes_nothing()
    {
        _folder.Open().RecordOnce(JournalFolder.Event("a", EventKind.Exited), new EventMark(Path.Combine(_folder.Path, "gone/told"), EventKind.Exited)).Should().BeFalse();
    }

    [Fact]
    public void Mark_without_its_event_is_taken_back()
    {
        var mark = _folder.Mark("run", EventKind.Exited);
        _folder.Open().Record(JournalFolder.Event("a"));
        var (length, state) = (new FileInfo(_folder.Segments[0]).Length, File.ReadAllText(_folder.LockFile));

        // As its writer dies after the mark and before the event.
        _folder.Open().RecordOnce(JournalFolder.Event("b", EventKind.Exited), mark);
        using (var segment = File.OpenHandle(_folder.Segments[0], FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.SetLength(segment, length);
        }

        var end = JournalLine.TryRead(System.Text.Encoding.UTF8.GetBytes(state.Split('\n')[0]), EventJson.Default.JournalState)!;
        File.WriteAllBytes(_folder.LockFile, JournalLine.Write(end with { Intent = new JournalIntent(2, mark.File, 0) }, EventJson.Default.JournalState));

        mark.IsThere().Should().BeTrue();
        _folder.Open().Record(JournalFolder.Event("c"));
        mark.IsThere().Should().BeFalse();
        _folder.Open().RecordOnce(JournalFolder.Event("d", EventKind.Exited), mark).Should().BeTrue();
        _folder.Names().Should().Equal("a", "c", "d");
    }

    [Fact]
    public void Event_waits_while_another_process_keeps_the_lock()
    {
        var journal = _folder.Open();
        journal.Record(JournalFolder.Event("a"));
        using (FileLock.TryAcquire(_folder.LockFile))
        {
            journal.Record(JournalFolder.Event("b"));
            journal.Record(JournalFolder.Event("c"));
            _folder.Names().Should().Equal("a");
        }

        journal.Record(JournalFolder.Event("d"));
        journal.Dispose();

        _folder.Names().Should().Equal("a", "b", "c", "d");
    }

    [Fact]
    public void Events_that_wait_for_the_lock_are_written_with_the_next_one_once_it_is_free()
    {
        var journal = _folder.Open();
        journal.Record(JournalFolder.Event("a"));
        var held = FileLock.TryAcquire(_folder.LockFile);
        for (var i = 0; i < 20; i++)
        {
            journal.Record(JournalFolder.Event($"{i}"));
        }

        held!.Dispose();
        journal.Record(JournalFolder.Event("b"));

        _folder.Names().Should().Equal(["a", .. Enumerable.Range(0, 20).Select(i => $"{i}"), "b"]);
    }

    [Fact]
    public void Long_texts_and_tables_are_cut() =>
        EventText.Cut(Enumerable.Range(0, 100).ToDictionary(i => $"{i}", _ => new string('x', 1000)))!.Sum(label => label.Key.Length + label.Value.Length).Should().BeInRange(7000, 8192);

    public void Dispose() => _folder.Dispose();
}
