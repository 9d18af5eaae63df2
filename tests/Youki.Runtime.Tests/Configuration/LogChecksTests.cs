using Youki.Runtime.Configuration;

namespace Youki.Runtime.Tests.Configuration;

public sealed class LogChecksTests
{
    public static TheoryData<LogConfig, string> Wrong => new()
    {
        { new() { MaxFileBytes = 4095 }, "Log.MaxFileBytes 4095" },
        { new() { MaxFileAge = TimeSpan.FromSeconds(59) }, "Log.MaxFileAge '00:00:59'" },
        { new() { MaxFiles = 1 }, "Log.MaxFiles 1" },
        { new() { MaxFiles = 1001 }, "Log.MaxFiles 1001" },
        { new() { Retention = TimeSpan.Zero }, "Log.Retention '00:00:00'" },
        { new() { WhenDiskIsFull = (FullDiskAction)7 }, "Log.WhenDiskIsFull 7" },
    };

    [Fact]
    public void What_is_not_said_is_valid() => LogChecks.Of(new() { Image = "alpine", Log = new() }).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_value_is_named(LogConfig log, string error) =>
        LogChecks.Of(new() { Image = "alpine", Log = log }).Should().ContainSingle().Which.Should().StartWith(error);

    [Fact]
    public void Options_are_checked_alike()
    {
        var problems = new List<string>();

        LogChecks.Check(new() { Logs = new() { MaxFileBytes = 1, MaxFiles = 0, MaxTotalBytes = 1, ReservedBytes = 0 } }, problems);
        LogChecks.Check(new() { Logs = null! }, problems);

        problems.Select(problem => problem.Split(' ')[0]).Should().Equal("Logs.MaxFileBytes", "Logs.MaxFiles", "Logs.MaxTotalBytes", "Logs.ReservedBytes", "Logs");
    }
}
