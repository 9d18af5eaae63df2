using Youki.Runtime.Security;
using Youki.Runtime.Specs;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Security;

public sealed class SecurityContributorTests
{
    [Fact]
    public void Contribute_root_holds_the_fourteen_capabilities_of_Docker_and_none_is_inheritable()
    {
        var sets = CapabilitiesOf(SampleInputs.Inputs);

        sets.Bounding.Should().HaveCount(14).And.Equal(sets.Effective).And.Equal(sets.Permitted);
        sets.Inheritable.Should().BeNull();
        sets.Ambient.Should().BeNull();
    }

    [Fact]
    public void Contribute_other_user_keeps_the_bounding_set_only()
    {
        var sets = CapabilitiesOf(SampleInputs.Inputs with { User = SampleInputs.Root with { Uid = 1 } });

        sets.Bounding.Should().HaveCount(14);
        sets.Effective.Should().BeEmpty();
        sets.Permitted.Should().BeEmpty();
    }

    [Fact]
    public void Contribute_never_grants_what_the_host_process_lacks() =>
        CapabilitiesOf(SampleInputs.Inputs with { Host = SampleInputs.YoukiHybrid with { Capabilities = new HashSet<string> { "CAP_KILL", "CAP_SYS_ADMIN" } } })
            .Bounding.Should().Equal("CAP_KILL");

    [Fact]
    public void Contribute_without_enforced_device_rules_leaves_out_mknod() =>
        CapabilitiesOf(SampleInputs.Inputs with { Host = SampleInputs.YoukiV2 }).Bounding.Should().HaveCount(13).And.NotContain("CAP_MKNOD");

    [Fact]
    public void Contribute_youki_with_cgroup_v1_makes_its_hierarchies_read_only()
    {
        ReadonlyPathsOf(SampleInputs.YoukiHybrid).Should().Contain(["/proc/sys", "/sys/fs/cgroup/memory", "/sys/fs/cgroup/cpu,cpuacct"]);
        new SecurityContributor().Contribute(SampleInputs.Inputs)!.Linux!.MaskedPaths.Should().Contain("/sys/fs/cgroup/systemd");
        ReadonlyPathsOf(SampleInputs.YoukiV2).Should().Equal(ProtectedPaths.Readonly);
        ReadonlyPathsOf(SampleInputs.RuncV2).Should().Equal(ProtectedPaths.Readonly);
    }

    [Fact]
    public void Contribute_paths_are_added_to_the_default_ones_or_stand_instead_of_them()
    {
        var added = LinuxOf(new() { AdditionalMaskedPaths = ["/etc/secret"], AdditionalReadonlyPaths = ["/opt"] });
        var replaced = LinuxOf(new() { MaskedPaths = ["/etc/secret"], ReadonlyPaths = [] });

        added.MaskedPaths.Should().Equal([.. ProtectedPaths.Masked, "/etc/secret"]);
        added.ReadonlyPaths.Should().Equal([.. ProtectedPaths.Readonly, "/opt"]);
        replaced.MaskedPaths.Should().Equal("/etc/secret");
        replaced.ReadonlyPaths.Should().BeNull();
    }

    [Fact]
    public void Contribute_youki_keeps_cgroups_read_only_where_nothing_else_is() =>
        new SecurityContributor().Contribute(SampleInputs.Inputs with { Config = SampleInputs.Config with { Security = new() { ReadonlyPaths = [] } } })!
            .Linux!.ReadonlyPaths.Should().Equal(ProtectedPaths.LegacyCgroups);

    [Fact]
    public void Contribute_no_new_privileges_is_left_out_where_it_is_false()
    {
        NoNewPrivilegesOf(SampleInputs.Config).Should().BeTrue();
        NoNewPrivilegesOf(SampleInputs.Config with { Security = new() { NoNewPrivileges = false } }).Should().BeNull();
        NoNewPrivilegesOf(SampleInputs.Config with { Privileged = true }).Should().BeNull();
        NoNewPrivilegesOf(SampleInputs.Config with { Privileged = true, Security = new() { NoNewPrivileges = true } }).Should().BeTrue();
    }

    [Fact]
    public void Contribute_privileged_hides_nothing()
    {
        var spec = SampleInputs.Compose(SampleInputs.Inputs with { Config = SampleInputs.Config with { Privileged = true } }).Spec;

        spec.Linux!.MaskedPaths.Should().BeNull();
        spec.Linux.ReadonlyPaths.Should().BeNull();
        spec.Mounts!.Where(mount => mount.Destination!.StartsWith("/sys")).Should().HaveCount(2).And.OnlyContain(mount => !mount.Options!.Contains("ro"));
    }

    private static bool? NoNewPrivilegesOf(ContainerConfig config) => new SecurityContributor().Contribute(SampleInputs.Inputs with { Config = config })!.Process!.NoNewPrivileges;

    private static LinuxSpec LinuxOf(SecurityConfig security) =>
        new SecurityContributor().Contribute(SampleInputs.Inputs with { Config = SampleInputs.Config with { Security = security }, Host = SampleInputs.RuncV2 })!.Linux!;

    private static IReadOnlyList<string> ReadonlyPathsOf(HostFacts host) =>
        new SecurityContributor().Contribute(SampleInputs.Inputs with { Host = host })!.Linux!.ReadonlyPaths!;

    private static LinuxCapabilities CapabilitiesOf(SpecInputs inputs) => new SecurityContributor().Contribute(inputs)!.Process!.Capabilities!;
}
