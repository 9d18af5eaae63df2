using Youki.Runtime.Native;
using Youki.Runtime.Security;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Security;

public sealed class SecurityLabelTests
{
    private static readonly HostFacts Selinux = SampleInputs.RuncV2 with { HasSelinux = true };

    [Fact]
    public void Labels_are_whole_whatever_is_said()
    {
        var spec = Compose(new() { Type = "my_t", Level = "s0:c1,c2" });

        spec.Process!.SelinuxLabel.Should().Be("system_u:system_r:my_t:s0:c1,c2");
        spec.Linux!.MountLabel.Should().Be("system_u:object_r:container_file_t:s0:c1,c2");
    }

    [Fact]
    public void Labels_are_not_set_where_nobody_asks_or_they_are_disabled()
    {
        Compose(null).Process!.SelinuxLabel.Should().BeNull();
        Compose(new() { Disable = true }).Linux!.MountLabel.Should().BeNull();
    }

    [Fact]
    public void Labels_are_refused_where_host_or_runtime_does_not_apply_them()
    {
        Refusal(Selinux, new() { User = "u" }).Should().BeNull();
        Refusal(Selinux with { HasSelinux = false }, new() { User = "u" }).Should().Contain("no SELinux");
        Refusal(Selinux with { IgnoredMembers = new HashSet<string> { "process.selinuxLabel" } }, new() { User = "u" }).Should().Contain("does not apply");
        Refusal(Selinux with { HasSelinux = false }, new() { Disable = true }).Should().BeNull();
    }

    [Fact]
    public void Profile_that_is_named_is_refused_without_AppArmor() =>
        FluentActions.Invoking(() => SecurityAbilities.Require(SampleInputs.Config with { Security = new() { AppArmorProfile = "p" } }, Selinux, SampleInputs.Inputs.ContainerId))
            .Should().Throw<FeatureNotSupportedException>().WithMessage("*AppArmorProfile*'p'*");

    [Fact]
    public void Profile_that_was_taken_is_that_of_the_process() => SampleInputs.Compose(SampleInputs.Inputs with
    {
        Resources = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["apparmor"] = new Dictionary<string, string> { ["profile"] = "youki-default" } },
    }).Spec.Process!.ApparmorProfile.Should().Be("youki-default");

    [Fact]
    public void Default_profile_is_marked_by_its_own_text()
    {
        DefaultProfile.Text.Should().Contain($"profile {DefaultProfile.Name} ").And.Contain($"profile {DefaultProfile.Mark} {{");
        DefaultProfile.MarkName.Should().MatchRegex("^youki-default//text-[0-9a-f]{12}$");
    }

    [Fact]
    public void ParseProfiles_reads_names_without_their_mode() =>
        SecurityModules.ParseProfiles("a (enforce)\n/usr/bin/x y (complain)\nyouki-default//text-1 (enforce)\n").Should().BeEquivalentTo("a", "/usr/bin/x y", "youki-default//text-1");

    private static Youki.Runtime.Specs.RuntimeSpec Compose(SelinuxConfig? label) =>
        SampleInputs.Compose(SampleInputs.Inputs with { Config = SampleInputs.Config with { Security = new() { Selinux = label } } }).Spec;

    private static string? Refusal(HostFacts host, SelinuxConfig label)
    {
        try
        {
            SecurityAbilities.Require(SampleInputs.Config with { Security = new() { Selinux = label } }, host, SampleInputs.Inputs.ContainerId);
            return null;
        }
        catch (FeatureNotSupportedException exception)
        {
            return exception.Message;
        }
    }
}
