using Youki.Runtime.Rootless;

namespace Youki.Runtime.Tests.Rootless;

public sealed class UserMappingsTests
{
    [Fact]
    public void Ranges_follow_each_other_behind_the_user()
    {
        var mappings = UserMappings.Of(1000, 100, [new(200000, 10), new(500000, 5)], [new(200000, 20)]);

        mappings.ToData().Should().Equal(new Dictionary<string, string> { ["uids"] = "0:1000:1,1:200000:10,11:500000:5", ["gids"] = "0:100:1,1:200000:20" });
        UserMappings.IsSingle(mappings).Should().BeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Only_one_of_the_two_files_gives_the_user_alone(bool users)
    {
        SubordinateRange[] ranges = [new(200000, 10)];

        var mappings = UserMappings.Of(1000, 100, users ? ranges : [], users ? [] : ranges);

        mappings.ToData().Should().Equal(new Dictionary<string, string> { ["uids"] = "0:1000:1", ["gids"] = "0:100:1" });
        UserMappings.IsSingle(mappings).Should().BeTrue();
    }

    [Fact]
    public void A_range_is_cut_where_ids_end()
    {
        var mappings = UserMappings.Of(1000, 100, [new(100000, uint.MaxValue - 100000), new(2000, 98000), new(1001, 999)], [new(200000, 20)]);

        mappings.Uids[^1].Should().Match<Youki.Runtime.Specs.LinuxIdMapping>(range => (ulong)range.ContainerId! + range.Size!.Value <= uint.MaxValue);
    }

    [Fact]
    public void Advice_names_files_and_command() =>
        UserMappings.Advice(65534).Should().Contain("/etc/subuid").And.Contain("/etc/subgid").And.Contain(":FIRST:65536").And.Contain("usermod --add-subuids 100000-165535");
}
