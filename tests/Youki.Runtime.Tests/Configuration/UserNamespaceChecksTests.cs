using System.Text.Json;
using Youki.Runtime.Configuration;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Configuration;

public sealed class UserNamespaceChecksTests
{
    public static TheoryData<UserNamespaceConfig, string> Bad => new()
    {
        { new() { Size = 0 }, "Size must be at least 1" },
        { new() { Mode = UserNamespaceMode.Host, Size = 5 }, "Size goes with mode Automatic" },
        { new() { Mode = UserNamespaceMode.Automatic, UidMappings = [Map(0, 100_000, 10)] }, "go with mode Explicit, not with Automatic" },
        { new() { Mode = UserNamespaceMode.Host, GidMappings = [Map(0, 100_000, 10)] }, "go with mode Explicit, not with Host" },
        { new() { Mode = UserNamespaceMode.Explicit }, "needs UidMappings or GidMappings" },
        { new() { Mode = (UserNamespaceMode)7 }, "'7' is not known" },
        { new() { UidMappings = [] }, "UidMappings must hold 1 to 340 ranges" },
        { new() { UidMappings = [.. Enumerable.Range(0, 341).Select(number => Map((uint)number, 100_000 + (uint)number, 1))] }, "UidMappings must hold 1 to 340 ranges" },
        { new() { UidMappings = [Map(0, 100_000, 10), Map(9, 200_000, 10)] }, "UidMappings: the ranges of 0 and 9 in the container overlap" },
        { new() { UidMappings = [Map(10, 100_000, 10), Map(0, 100_009, 10)] }, "UidMappings: the ranges of 100000 and 100009 on the host overlap" },
        { new() { GidMappings = [Map(1, 100_000, 10)] }, "GidMappings does not map the container's id 0" },
        { new() { UidMappings = [Map(0, 0, 10)] }, "UidMappings[0] maps the host's id 0" },
        { new() { UidMappings = [Map(0, 100_000, 0)] }, "a size of at least 1" },
        { new() { UidMappings = [new LinuxIdMapping { ContainerId = 0, HostId = 100_000 }] }, "a size of at least 1" },
        { new() { UidMappings = [null!] }, "UidMappings[0] must have" },
        { new() { UidMappings = [Map(0, uint.MaxValue - 9, 10)] }, "UidMappings[0] goes beyond the last id" },
        { new() { UidMappings = [Map(0, 100_000, 10) with { UnknownMembers = new Dictionary<string, JsonElement> { ["odd"] = default } }] }, "unknown member 'odd'" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Of_what_cannot_be_names_it(UserNamespaceConfig asked, string error) => Of(asked).Should().ContainSingle().Which.Should().StartWith("UserNamespace").And.Contain(error);

    [Fact]
    public void Of_what_can_be_is_empty()
    {
        Of(null).Should().BeEmpty();
        Of(new()).Should().BeEmpty();
        Of(new() { Mode = UserNamespaceMode.Host }).Should().BeEmpty();
        Of(new() { Size = 1 }).Should().BeEmpty();
        Of(new() { UidMappings = [Map(10, 100_000, 10), Map(0, 100_010, 10)], GidMappings = [Map(0, uint.MaxValue - 10, 10)] }).Should().BeEmpty();
    }

    private static IEnumerable<string> Of(UserNamespaceConfig? asked) => UserNamespaceChecks.Of(new ContainerConfig { Image = "a", UserNamespace = asked });

    private static LinuxIdMapping Map(uint inside, uint outside, uint size) => new() { ContainerId = inside, HostId = outside, Size = size };
}
