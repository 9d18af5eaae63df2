using Youki.Runtime.Devices;
using Youki.Runtime.Specs;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Devices;

public sealed class DeviceContributorTests
{
    private static readonly DeviceNode Zero = new() { HostPath = "/dev/zero", Path = "/dev/inner", Type = "c", Major = 1, Minor = 5, Permissions = "rw", Mode = 0x1B6, Uid = 0, Gid = 0 };

    [Fact]
    public void Nothing_is_said_where_nothing_was_asked_for() => new DeviceContributor().Contribute(SampleInputs.Inputs).Should().BeNull();

    [Fact]
    public void Node_and_rule_are_made_in_dev()
    {
        var spec = Contribute(Zero);

        spec.Linux!.Devices.Should().ContainSingle().Which.Should().BeEquivalentTo(new LinuxDevice { Path = "/dev/inner", Type = "c", Major = 1, Minor = 5, FileMode = 0x1B6, Uid = 0, Gid = 0 });
        spec.Linux.Resources!.Devices.Should().ContainSingle().Which.Should().BeEquivalentTo(new LinuxDeviceRule { Allow = true, Type = "c", Major = 1, Minor = 5, Access = "rw" });
        spec.Mounts.Should().BeEmpty();
    }

    [Fact]
    public void Node_elsewhere_is_mounted_so_that_no_link_of_the_image_leads_astray()
    {
        var spec = Contribute(Zero with { Path = "/srv/zero" });

        spec.Linux!.Devices.Should().BeEmpty();
        spec.Mounts.Should().ContainSingle().Which.Source.Should().Be("/dev/zero");
        spec.Linux.Resources!.Devices.Should().ContainSingle();
    }

    [Fact]
    public void Ordinary_user_s_device_is_mounted_without_a_rule()
    {
        var spec = Contribute(Zero, SampleInputs.YoukiV2);

        spec.Mounts.Should().ContainSingle().Which.Destination.Should().Be("/dev/inner");
        spec.Linux!.Resources!.Devices.Should().BeEmpty();
    }

    [Fact]
    public void Permissions_that_nothing_enforces_are_refused() =>
        FluentActions.Invoking(() => Contribute(Zero with { Permissions = "r" }, SampleInputs.YoukiV2)).Should().Throw<FeatureNotSupportedException>().WithMessage("*permissions 'r'*");

    [Fact]
    public void Owner_of_a_mounted_node_is_refused() =>
        FluentActions.Invoking(() => Contribute(Zero with { Path = "/srv/zero", IsChanged = true })).Should().Throw<FeatureNotSupportedException>().WithMessage("*owner*");

    [Fact]
    public void Groups_are_added_to_those_of_the_user()
    {
        var set = new DeviceSet { AdditionalGids = [44] };
        var inputs = SampleInputs.Inputs with { Resources = Resources(set) };

        var composed = new SpecComposer([.. SampleInputs.Contributors, new DeviceContributor()]).Compose(inputs);

        composed.Spec.Process!.User!.AdditionalGids.Should().Equal(0, 44);
        composed.Spec.Linux!.Resources!.Devices.Should().HaveCount(SpecDefaults.DeviceRules.Count);
    }

    private static RuntimeSpec Contribute(DeviceNode node, HostFacts? host = null) =>
        new DeviceContributor().Contribute(SampleInputs.Inputs with { Host = host ?? SampleInputs.RuncV2, Resources = Resources(new DeviceSet { Nodes = [node] }) })!;

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Resources(DeviceSet set) => new() { [DeviceProvider.ResourceKind] = set.ToData() };
}
