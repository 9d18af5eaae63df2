using Youki.Runtime.Security;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Security;

public sealed class CapabilityPlanTests
{
    [Fact]
    public void Sets_take_names_in_any_case_and_without_prefix() =>
        Bounding(new() { Add = ["net_admin"], Drop = ["cap_chown"] }).Should().Contain("CAP_NET_ADMIN").And.NotContain("CAP_CHOWN").And.HaveCount(14);

    [Fact]
    public void Sets_with_all_added_are_those_of_the_host() => Bounding(new() { Add = ["ALL"], Drop = ["KILL"] }).Should().BeEquivalentTo(SampleInputs.HostCapabilities.Except(["CAP_KILL"]));

    [Fact]
    public void Sets_with_all_dropped_are_what_is_added() => Bounding(new() { Drop = ["all"], Add = ["CHOWN"] }).Should().Equal("CAP_CHOWN");

    [Fact]
    public void Sets_of_a_privileged_container_are_those_of_the_host() =>
        CapabilityPlan.Sets(SampleInputs.Config with { Privileged = true }, SampleInputs.YoukiV2, root: true).Bounding.Should().BeEquivalentTo(SampleInputs.HostCapabilities);

    [Fact]
    public void Sets_of_another_user_hold_what_is_ambient()
    {
        var sets = CapabilityPlan.Sets(With(new() { Ambient = ["NET_BIND_SERVICE"] }), SampleInputs.YoukiHybrid, root: false);

        sets.Effective.Should().Equal("CAP_NET_BIND_SERVICE").And.Equal(sets.Permitted).And.Equal(sets.Inheritable).And.Equal(sets.Ambient);
        sets.Bounding.Should().HaveCount(14);
    }

    [Fact]
    public void Sets_without_request_have_nothing_ambient() =>
        CapabilityPlan.Sets(SampleInputs.Config, SampleInputs.YoukiHybrid, root: true).Should().Match<Youki.Runtime.Specs.LinuxCapabilities>(sets => sets.Ambient == null && sets.Inheritable == null);

    [Fact]
    public void Require_names_what_the_host_process_has_not()
    {
        var require = () => SecurityAbilities.Require(With(new() { Add = ["ALL", "SYS_MODULE", "NET_ADMIN"] }), SampleInputs.YoukiHybrid, SampleInputs.Inputs.ContainerId);

        require.Should().Throw<FeatureNotSupportedException>().Which.Message.Should().Contain("CAP_SYS_MODULE").And.NotContain("CAP_NET_ADMIN");
    }

    [Fact]
    public void Require_names_what_is_ambient_and_not_held()
    {
        var require = () => SecurityAbilities.Require(With(new() { Ambient = ["NET_ADMIN"] }), SampleInputs.YoukiHybrid, SampleInputs.Inputs.ContainerId);

        require.Should().Throw<FeatureNotSupportedException>().Which.Message.Should().Contain("CAP_NET_ADMIN");
    }

    private static ContainerConfig With(CapabilityConfig capabilities) => SampleInputs.Config with { Security = new() { Capabilities = capabilities } };

    private static IReadOnlyList<string>? Bounding(CapabilityConfig capabilities) => CapabilityPlan.Sets(With(capabilities), SampleInputs.YoukiHybrid, root: true).Bounding;
}
