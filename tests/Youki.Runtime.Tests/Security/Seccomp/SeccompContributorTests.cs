using Youki.Runtime.Security.Seccomp;
using Youki.Runtime.Specs;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Security.Seccomp;

public sealed class SeccompContributorTests
{
    [Fact]
    public void Container_has_the_default_profile() => Compose(SampleInputs.Config).Spec.Linux!.Seccomp!.DefaultErrnoRet.Should().Be(38);

    [Fact]
    public void Unconfined_container_has_none() => Compose(With(new SeccompConfig { Unconfined = true })).Spec.Linux!.Seccomp.Should().BeNull();

    [Fact]
    public void Privileged_container_has_none() => Compose(SampleInputs.Config with { Privileged = true }).Spec.Linux!.Seccomp.Should().BeNull();

    [Fact]
    public void Privileged_container_has_the_profile_that_is_given() =>
        Compose(With(new SeccompConfig { Profile = """{"defaultAction":"SCMP_ACT_LOG"}""" }) with { Privileged = true }).Spec.Linux!.Seccomp!.DefaultAction.Should().Be("SCMP_ACT_LOG");

    [Fact]
    public void Capability_of_another_contributor_opens_what_hangs_on_it()
    {
        var spec = Compose(SampleInputs.Config, """{"process":{"capabilities":{"bounding":["CAP_SYS_ADMIN"]}}}""").Spec;

        spec.Linux!.Seccomp!.Syscalls!.First(rule => rule.Names!.Contains("mount")).Action.Should().Be("SCMP_ACT_ALLOW");
    }

    [Fact]
    public void User_s_own_filter_replaces_the_profile_as_a_whole()
    {
        var composed = Compose(SampleInputs.Config, """{"linux":{"seccomp":{"defaultAction":"SCMP_ACT_LOG"}}}""");

        composed.Spec.Linux!.Seccomp.Should().BeEquivalentTo(new LinuxSeccomp { DefaultAction = "SCMP_ACT_LOG" });
        composed.Authors["linux.seccomp"].Should().Be(nameof(Says));
    }

    [Fact]
    public void Masked_comparison_is_said_to_youki_in_its_order()
    {
        const string Filter = """{"linux":{"seccomp":{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["clone"],"action":"SCMP_ACT_ERRNO","args":[{"index":0,"value":12,"valueTwo":4,"op":"SCMP_CMP_MASKED_EQ"}]}]}}}""";

        ArgumentOf(SampleInputs.YoukiHybrid).Should().Be((4, 12));
        ArgumentOf(SampleInputs.RuncV2).Should().Be((12, 4));

        (ulong?, ulong?) ArgumentOf(HostFacts host) => Compose(SampleInputs.Inputs with { Host = host }, Filter).Spec.Linux!.Seccomp!.Syscalls![0].Args![0] is var argument
            ? (argument.Value, argument.ValueTwo)
            : default;
    }

    private static ContainerConfig With(SeccompConfig seccomp) => SampleInputs.Config with { Security = new SecurityConfig { Seccomp = seccomp } };

    private static ComposedSpec Compose(ContainerConfig config, string? more = null) => Compose(SampleInputs.Inputs with { Config = config }, more);

    private static ComposedSpec Compose(SpecInputs inputs, string? more) =>
        SampleInputs.Compose(inputs, [new SeccompContributor(), .. more is null ? Array.Empty<ISpecContributor>() : [new Says(SpecStage.User, RuntimeSpecJson.Parse(System.Text.Encoding.UTF8.GetBytes(more)))]]);
}
