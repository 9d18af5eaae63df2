using Youki.Runtime.DependencyInjection;
using Youki.Runtime.HostHooks;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Specs;

public sealed class SpecExplanationTests
{
    private static IEnumerable<ISpecContributor> Contributors => Features.Contributors(new HookBudget(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30)));

    [Fact]
    public void Every_contributor_of_the_library_has_words() =>
        Contributors.Select(contributor => contributor.GetType().Name).Where(name => !SpecOrigins.Knows(name)).Should().BeEmpty();

    [Fact]
    public void Every_field_has_an_author() => Explain(Contributors).Where(reason => reason.Author is null).Should().BeEmpty();

    [Fact]
    public void Fields_are_those_of_the_document()
    {
        var reasons = Explain(Contributors);

        WhyOf("process.args").Should().Be("ContainerConfig.Command and Args");
        WhyOf("process.env[PATH]").Should().Be("what every process starts from");
        WhyOf("mounts[/proc]").Should().Be("what every container starts from");
        WhyOf("linux.seccomp").Should().StartWith("the default profile");
        WhyOf("hostname").Should().StartWith("the container's id");
        WhyOf("ociVersion").Should().StartWith("the oldest version");
        reasons.Single(reason => reason.Path == "process.args").Value.Should().Be("""["sh","-c","echo hello"]""");

        string WhyOf(string path) => reasons.Single(reason => reason.Path == path).Why;
    }

    [Fact]
    public void Said_member_is_named() =>
        Explain(Contributors, SampleInputs.Config with { Hostname = "web" }).Single(reason => reason.Path == "hostname").Why.Should().Be("ContainerConfig.Hostname");

    [Fact]
    public void Contributor_of_the_host_program_is_named() =>
        Explain([new Says(SpecStage.User, new RuntimeSpec { Domainname = "example" })]).Single(reason => reason.Path == "domainname").Why.Should().StartWith(nameof(Says));

    private static IReadOnlyList<SpecReason> Explain(IEnumerable<ISpecContributor> contributors, ContainerConfig? config = null)
    {
        var inputs = SampleInputs.Inputs with { Config = config ?? SampleInputs.Config };
        var composed = new SpecComposer([.. contributors]).Compose(inputs);
        return SpecExplanation.Of(new ContainerDetails
        {
            Status = null!,
            Config = inputs.Config,
            Runtime = inputs.Host.Runtime,
            Monitor = "none",
            BundlePath = inputs.BundlePath,
            LogPath = "/log",
            CgroupPath = inputs.CgroupPath,
            Spec = composed.Spec,
            SpecAuthors = composed.Authors,
            Resources = [],
        });
    }
}
