using Youki.Runtime.Networking;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Networking;

public sealed class HostnameContributorTests
{
    [Theory]
    [InlineData("web", "web")]
    [InlineData("web_1+2", "web-1-2")]
    [InlineData("web_", "web")]
    [InlineData("a.-b..c_.", "a.b.c")]
    [InlineData("A-0123456789-0123456789-0123456789-0123456789-0123456789-01234_56789", "A-0123456789-0123456789-0123456789-0123456789-0123456789-01234")]
    public void Contribute_without_hostname_makes_a_valid_one_of_the_id(string id, string hostname)
    {
        var spec = new HostnameContributor().Contribute(SampleInputs.Inputs with { ContainerId = ContainerId.Parse(id) })!;

        spec.Hostname.Should().Be(hostname).And.Match(name => name.Length <= 63);
        spec.Process!.Env.Should().Equal($"HOSTNAME={hostname}");
    }

    [Fact]
    public void Compose_environment_of_the_configuration_wins_over_HOSTNAME()
    {
        var config = SampleInputs.Config with { Hostname = "web", EnvVars = new Dictionary<string, string> { ["HOSTNAME"] = "other" } };

        var spec = SampleInputs.Compose(SampleInputs.Inputs with { Config = config }).Spec;

        spec.Hostname.Should().Be("web");
        spec.Process!.Env.Should().Contain("HOSTNAME=other");
    }
}
