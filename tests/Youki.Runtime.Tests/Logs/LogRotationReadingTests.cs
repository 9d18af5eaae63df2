using Youki.Runtime.Logs;

namespace Youki.Runtime.Tests.Logs;

/// <summary>Readers while the log is rotated under them.</summary>
public sealed class LogRotationReadingTests : IDisposable
{
    private static readonly LogOptions Follow = new() { Follow = true };

    private readonly LogFolder _log = new();

    [Fact]
    public void Follow_reads_what_the_monitor_writes_to_the_renamed_file()
    {
        _log.Write("a");
        using var session = _log.Open(Follow);
        LogFolder.Next(session).Should().Equal("a");
        _log.Write("b");
        _log.Rename(1);
        File.AppendAllText(_log.Layout.Rotated(1), LogFolder.Line("c"));

        LogFolder.Next(session).Should().Equal("b", "c");
        File.AppendAllText(_log.Layout.Rotated(1), LogFolder.Line("d"));
        _log.Write("e");

        LogFolder.Next(session).Should().Equal("d", "e");
    }

    [Fact]
    public void Follow_goes_over_several_rotations_and_compressions_at_once()
    {
        _log.Write("a");
        using var session = _log.Open(Follow);
        LogFolder.Next(session).Should().Equal("a");
        for (var number = 1; number <= 5; number++)
        {
            _log.Write($"{number}", $"e:{number}...");
            _log.Rotate(number);
        }

        _log.Compress(1);
        _log.Compress(3);
        _log.Write("f", "e:end");

        LogFolder.Next(session).Should().Equal("1", "2", "3", "4", "5", "f", "e:12345end");
    }

    [Fact]
    public void Follow_that_lags_behind_what_is_kept_goes_on_with_the_oldest()
    {
        _log.Write("a");
        using var session = _log.Open(Follow);
        for (var number = 1; number <= 3; number++)
        {
            _log.Write($"{number}");
            _log.Rotate(number);
        }

        File.Delete(_log.Layout.Rotated(1));
        File.Delete(_log.Layout.Rotated(2));

        LogFolder.Next(session).Should().Equal("a", "1", "3");
    }

    [Fact]
    public void Opened_between_rename_and_reopening_it_reads_all()
    {
        _log.Write("a");
        _log.Rotate(1);
        _log.Write("b");
        _log.Rename(2);

        _log.Read().Should().Equal("a", "b");
        using var session = _log.Open(Follow);
        LogFolder.Next(session).Should().Equal("a", "b");
        _log.Write("c");

        LogFolder.Next(session).Should().Equal("c");
    }

    [Fact]
    public void A_file_in_both_forms_is_read_once()
    {
        _log.Write("a");
        _log.Rotate(1);
        File.Copy(_log.Layout.Rotated(1), _log.Layout.Compressed(1));
        _log.Write("b");

        _log.Read().Should().Equal("a", "b");
    }

    [Fact]
    public void A_line_that_a_full_disk_cut_off_is_given_as_far_as_it_goes()
    {
        _log.Write("a");
        using var session = _log.Open(Follow);
        File.AppendAllText(_log.Layout.Live, LogFolder.Line("half")[..^3]);
        _log.Rotate(1);
        _log.Write("b");

        LogFolder.Next(session).Should().Equal("a", "ha", "b");
    }

    [Fact]
    public void A_damaged_compressed_file_is_read_as_far_as_it_goes()
    {
        _log.Write("a");
        _log.Rotate(1);
        File.WriteAllBytes(_log.Layout.Compressed(1), [0x1f, 0x8b, 8, 0, 1, 2, 3]);
        File.Delete(_log.Layout.Rotated(1));
        _log.Write("b");

        _log.Read().Should().Equal("b");
    }

    [Fact]
    public void Follow_starts_over_where_somebody_emptied_the_file()
    {
        _log.Write("a", "b");
        using var session = _log.Open(Follow);
        LogFolder.Next(session).Should().Equal("a", "b");
        File.WriteAllText(_log.Layout.Live, LogFolder.Line("c"));

        LogFolder.Next(session).Should().Equal("c");
    }

    [Fact]
    public void Follow_of_a_removed_file_waits_for_a_new_one()
    {
        _log.Write("a");
        using var session = _log.Open(Follow);
        LogFolder.Next(session).Should().Equal("a");
        File.Delete(_log.Layout.Live);

        LogFolder.Next(session).Should().BeEmpty();
        _log.Write("b");

        LogFolder.Next(session).Should().Equal("b");
    }

    [Fact]
    public void Follow_tells_of_a_directory_in_the_place_of_the_log()
    {
        _log.Write("a");
        using var session = _log.Open(Follow);
        LogFolder.Next(session);
        File.Delete(_log.Layout.Live);
        Directory.CreateDirectory(_log.Layout.Live);

        var next = () => LogFolder.Next(session);

        next.Should().Throw<HostResourceException>();
    }

    public void Dispose() => _log.Dispose();
}
