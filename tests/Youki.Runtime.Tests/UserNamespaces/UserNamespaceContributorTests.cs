using Youki.Runtime.Tests.Specs;
using Youki.Runtime.UserNamespaces;

namespace Youki.Runtime.Tests.UserNamespaces;

public sealed class UserNamespaceContributorTests
{
    private static readonly IReadOnlyDictionary<string, string> Data = new Dictionary<string, string> { ["uids"] = "0:100000:1000", ["gids"] = "0:200000:2000" };

    [Fact]
    public void Contribute_without_ids_says_nothing() => new UserNamespaceContributor().Contribute(SampleInputs.Inputs).Should().BeNull();

    [Fact]
    public void Contribute_says_the_namespace_and_its_ids()
    {
        var linux = new UserNamespaceContributor().Contribute(With(0, 0))!.Linux!;

        linux.Namespaces.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Type = "user", Path = (string?)null });
        linux.UidMappings.Should().ContainSingle().Which.Should().BeEquivalentTo(new { ContainerId = 0u, HostId = 100_000u, Size = 1000u });
        linux.GidMappings.Should().ContainSingle().Which.Should().BeEquivalentTo(new { ContainerId = 0u, HostId = 200_000u, Size = 2000u });
    }

    [Theory]
    [InlineData(1000, 0, "user 1000")]
    [InlineData(999, 2000, "group 2000")]
    public void Contribute_for_a_user_that_has_no_id_throws(int uid, int gid, string error)
    {
        var contribute = () => new UserNamespaceContributor().Contribute(With((uint)uid, (uint)gid));

        contribute.Should().Throw<ContainerConfigException>().Which.Errors.Should().ContainSingle().Which.Should().Contain(error);
    }

    private static SpecInputs With(uint uid, uint gid) => SampleInputs.Inputs with
    {
        User = new ContainerUser { Uid = uid, Gid = gid, AdditionalGids = [gid], Home = "/" },
        Resources = new Dictionary<string, IReadOnlyDictionary<string, string>> { [IdMappings.ResourceKind] = Data },
    };
}
