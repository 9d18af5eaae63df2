using Youki.Runtime.Rootless;
using Youki.Runtime.Specs;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Rootless;

public sealed class RootlessContributorTests
{
    private static readonly IdMappings Mappings = UserMappings.Of(1000, 1000, [new(100000, 1000)], [new(100000, 1000)]);

    [Fact]
    public void Root_gets_none_of_it()
    {
        var inputs = Inputs(Mappings) with { Host = SampleInputs.YoukiV2 };

        new RootlessContributor().Contribute(inputs).Should().BeNull();
    }

    [Fact]
    public void A_container_has_a_user_namespace_with_the_users_ids_and_no_further_groups()
    {
        var spec = SampleInputs.Compose(Inputs(Mappings), new RootlessContributor()).Spec;

        spec.Linux!.Namespaces.Should().Contain(item => item.Type == "user");
        spec.Linux.UidMappings.Should().Equal(Mappings.Uids);
        spec.Linux.GidMappings.Should().Equal(Mappings.Gids);
        spec.Process!.User!.AdditionalGids.Should().BeNull();
        spec.Linux.Resources?.Devices.Should().BeNull();
        spec.Mounts!.Single(mount => mount.Destination == "/dev/pts").Options.Should().Contain("gid=5");
    }

    [Fact]
    public void Terminals_belong_to_no_group_that_is_not_mapped()
    {
        var spec = SampleInputs.Compose(Inputs(UserMappings.Of(1000, 1000, [], [])), new RootlessContributor()).Spec;

        spec.Mounts!.Single(mount => mount.Destination == "/dev/pts").Options.Should().NotContain(option => option.StartsWith("gid=", StringComparison.Ordinal)).And.Contain("newinstance");
    }

    [Theory]
    [InlineData(1001u, 0u)]
    [InlineData(0u, 1001u)]
    public void A_process_of_an_id_that_the_user_has_not_is_refused(uint uid, uint gid)
    {
        var inputs = Inputs(Mappings) with { User = SampleInputs.Root with { Uid = uid, Gid = gid } };

        var refuse = () => new RootlessContributor().Contribute(inputs);

        refuse.Should().Throw<SubordinateIdException>().WithMessage("*cannot run as*/etc/subuid*").Which.IdSource.Should().Be("/etc/subuid");
    }

    [Fact]
    public void Further_groups_of_another_user_than_root_are_refused()
    {
        var inputs = Inputs(Mappings) with { User = SampleInputs.Root with { Uid = 7, Gid = 7, AdditionalGids = [7, 20] } };

        var refuse = () => new RootlessContributor().Contribute(inputs);

        refuse.Should().Throw<FeatureNotSupportedException>().WithMessage("*(20)*7:7*");
    }

    [Theory]
    [InlineData("youki", "/orchestrator/container-1")]
    [InlineData("runc", null)]
    public void Without_cgroups_only_youki_is_told_of_one(string flavor, string? path)
    {
        var inputs = Inputs(Mappings);
        inputs = inputs with { Host = inputs.Host with { NoCgroups = "none.", Runtime = SampleInputs.Runtime(flavor, "1", "v2") } };

        SampleInputs.Compose(inputs, new RootlessContributor()).Spec.Linux!.CgroupsPath.Should().Be(path);
    }

    private static SpecInputs Inputs(IdMappings mappings) => SampleInputs.Inputs with
    {
        Host = SampleInputs.YoukiV2 with { Rootless = true },
        Resources = new Dictionary<string, IReadOnlyDictionary<string, string>> { [IdMappings.ResourceKind] = mappings.ToData() },
    };
}
