using Youki.Runtime.Bundles;
using Youki.Runtime.Files;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Tests.Supervision;

public sealed class OnlyLineTests : IDisposable
{
    private const string Former = "2026-01-02T03:04:05.000000000Z stdout F before\n";
    private const string Failure = "2026-01-01T00:00:00.000000000Z stderr F exec failed\n";

    private readonly string _directory = Directory.CreateTempSubdirectory("youki-line-").FullName;

    [Fact]
    public void A_clock_that_was_set_back_changes_nothing() => Read(Former + Failure, logSize: Former.Length).Should().Be("exec failed");

    [Fact]
    public void A_line_of_a_former_run_is_not_this_ones() => Read(Failure, logSize: Failure.Length).Should().BeNull();

    [Fact]
    public void Two_lines_are_not_the_only_one() => Read(Former + Failure + Failure, logSize: Former.Length).Should().BeNull();

    [Fact]
    public void A_long_output_is_more_than_a_line() => Read(new string('x', 5000) + "\n" + Failure, logSize: 0).Should().BeNull();

    [Fact]
    public void Records_of_earlier_versions_and_rotated_logs_go_by_the_clock()
    {
        var later = Failure.Replace("2026-01-01", "2026-03-01", StringComparison.Ordinal);

        Read(Former + later, logSize: null).Should().Be("exec failed");
        Read(later, logSize: 1000).Should().Be("exec failed");
        Read(Former + Failure, logSize: null).Should().BeNull();
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string? Read(string log, long? logSize)
    {
        var layout = new BundleLayout(_directory, ContainerId.Parse("one"));
        var run = layout.Run(1);
        PrivateDirectory.Create(layout.Bundle);
        PrivateDirectory.Create(run.Directory);
        PrivateDirectory.Create(layout.LogDirectory);
        File.WriteAllText(layout.LogFile, log);
        RecordFile.Write(
            run.RecordFile,
            new RunRecord { SchemaVersion = 1, BootId = "b", Pid = 1, PidStartTime = 1, StartRequestedAt = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), LogSize = logSize },
            BundleJson.Default.RunRecord);
        return OnlyLine.TryRead(run);
    }
}
