using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Composition;

public sealed class IdMappingsTests
{
    private static readonly IdMappings Mappings = new()
    {
        Uids = [new LinuxIdMapping { ContainerId = 0, HostId = 100_000, Size = 1_000 }, new LinuxIdMapping { ContainerId = 1_000, HostId = 1_000, Size = 1 }],
        Gids = [new LinuxIdMapping { ContainerId = 0, HostId = 200_000, Size = 65_536 }],
    };

    [Theory]
    [InlineData(0u, 100_000u)]
    [InlineData(999u, 100_999u)]
    [InlineData(1_000u, 1_000u)]
    [InlineData(1_001u, null)]
    public void Host_uid_is_that_of_the_range(uint inside, uint? outside) => Mappings.HostUid(inside).Should().Be(outside);

    [Fact]
    public void Host_gid_is_that_of_the_range() => Mappings.HostGid(33).Should().Be(200_033u);

    [Fact]
    public void What_is_stored_is_read_back() => IdMappings.FromData(Mappings.ToData()).Should().BeEquivalentTo(Mappings);

    [Fact]
    public void Other_text_is_refused()
    {
        var read = () => IdMappings.FromData(new Dictionary<string, string> { ["uids"] = "0:1", ["gids"] = "0:1:1" });

        read.Should().Throw<FormatException>().WithMessage("*'0:1'*container:host:size*");
    }
}
