using Youki.Runtime.Native;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Native;

public sealed class OwnerShiftTests
{
    private static readonly byte[] Capability = "security.capability\0"u8.ToArray();
    private static readonly byte[] Version2 = [1, 0, 0, 2, .. new byte[16]];
    private static readonly byte[] Version3 = [1, 0, 0, 3, .. new byte[16], 0xA0, 0x86, 1, 0];

    private static readonly IdMappings Mappings = new()
    {
        Uids = [new LinuxIdMapping { ContainerId = 0, HostId = 100_000, Size = 10 }],
        Gids = [new LinuxIdMapping { ContainerId = 0, HostId = 200_000, Size = 10 }],
    };

    [Fact]
    public void Capabilities_count_for_the_root_of_the_container()
    {
        OwnerShift.AttributeToHost(Capability, Version2, Mappings).Should().Equal(Version3);
        OwnerShift.AttributeToContainer(Capability, Version3, Mappings).Should().Equal(Version2);
    }

    [Fact]
    public void Capabilities_of_another_root_are_nothing_to_the_container() => OwnerShift.AttributeToContainer(Capability, Version2, Mappings).Should().BeNull();

    [Theory]
    [InlineData("user.mark\0")]
    [InlineData("security.capability\0")]
    public void Attributes_without_mappings_stay(string name) =>
        OwnerShift.AttributeToHost(System.Text.Encoding.UTF8.GetBytes(name), Version2, null).Should().BeSameAs(Version2);

    [Fact]
    public void Capabilities_that_are_too_short_stay() => OwnerShift.AttributeToHost(Capability, [1, 0, 0, 2], Mappings).Should().Equal(1, 0, 0, 2);

    [Fact]
    public void Owners_go_both_ways_and_unknown_ones_are_nobody()
    {
        var status = FileMetadata.TryOf("/")!.Value with { Uid = 9, Gid = 10 };

        var host = status.ToHost(Mappings);
        var back = host.ToContainer(Mappings);

        (host.Uid, host.Gid).Should().Be((100_009u, OwnerShift.Nobody));
        (back.Uid, back.Gid).Should().Be((9u, OwnerShift.Nobody));
    }
}
