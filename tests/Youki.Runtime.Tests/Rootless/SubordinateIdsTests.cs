using Youki.Runtime.Rootless;

namespace Youki.Runtime.Tests.Rootless;

public sealed class SubordinateIdsTests
{
    [Fact]
    public void Parse_takes_ranges_by_name_and_by_number_in_their_order()
    {
        var ranges = SubordinateIds.Parse(["bob:1:2", "alice:300000:10", "1000:100000:65536"], "alice", 1000);

        ranges.Should().Equal(new SubordinateRange(300000, 10), new SubordinateRange(100000, 65536));
    }

    [Theory]
    [InlineData("alice:100000")]
    [InlineData("alice:-1:10")]
    [InlineData("alice:0:10")]
    [InlineData("alice:100000:0")]
    [InlineData("alice:4294967295:1")]
    [InlineData("alice:100000:99999999999")]
    [InlineData("alice:x:10")]
    [InlineData("# alice:100000:10")]
    public void Parse_passes_over_a_line_that_is_no_range(string line) => SubordinateIds.Parse([line], "alice", 1000).Should().BeEmpty();

    [Fact]
    public void Parse_passes_over_ranges_that_hold_the_user_or_ids_of_another_range()
    {
        var ranges = SubordinateIds.Parse(["alice:900:200", "alice:100000:100", "alice:100099:5", "alice:100100:5"], "alice", 1000);

        ranges.Should().Equal(new SubordinateRange(100000, 100), new SubordinateRange(100100, 5));
    }

    [Fact]
    public void Read_of_a_missing_file_gives_none() => SubordinateIds.Read("/nonexistent/subuid", "alice", 1000).Should().BeEmpty();
}
