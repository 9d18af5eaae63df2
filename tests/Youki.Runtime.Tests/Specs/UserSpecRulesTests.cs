using System.Text;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Specs;

public sealed class UserSpecRulesTests
{
    private static readonly HostFacts Host = SampleInputs.RuncV2 with { Rootless = true };

    [Theory]
    [InlineData("linux.resources.cpu", """{"cpu":{"quota":1000}}""")]
    [InlineData("linux.resources.cpu.cpus", """{"cpu":{"cpus":"0"}}""")]
    [InlineData("linux.resources.memory", """{"memory":{"limit":1000}}""")]
    [InlineData("linux.resources.pids", """{"pids":{"limit":10}}""")]
    [InlineData("linux.resources.blockIO", """{"blockIO":{"weight":10}}""")]
    [InlineData("linux.resources.hugepageLimits", """{"hugepageLimits":[{"pageSize":"2MB","limit":1}]}""")]
    [InlineData("linux.resources.rdma", """{"rdma":{"mlx5_1":{"hcaHandles":1}}}""")]
    [InlineData("linux.resources.unified", """{"unified":{"memory.high":"1"}}""")]
    public void A_limit_without_cgroups_is_refused_by_its_name(string member, string resources)
    {
        var refusal = Refusal(Host with { NoCgroups = "nothing was given." }, resources);

        refusal!.Feature.Should().Be(member);
        refusal.Message.Should().Contain("nothing was given.");
    }

    [Fact]
    public void A_limit_whose_controller_was_not_given_is_refused()
    {
        var host = Host with { CgroupControllers = new HashSet<string> { "pids", "memory" } };

        Refusal(host, """{"cpu":{"shares":10}}""")!.Message.Should().Contain("memory, pids").And.Contain("Delegate=yes");
        Refusal(host, """{"memory":{"limit":1000},"pids":{"limit":10}}""").Should().BeNull();
    }

    [Fact]
    public void A_container_without_limits_needs_no_cgroups() => Refusal(Host with { NoCgroups = "nothing was given." }, "{}").Should().BeNull();

    private static FeatureNotSupportedException? Refusal(HostFacts host, string resources)
    {
        var inputs = SampleInputs.Inputs with { Host = host };
        var fragment = Encoding.UTF8.GetBytes($$$"""{"linux":{"resources":{{{resources}}}}}""");
        try
        {
            SpecValidator.Validate(SampleInputs.Compose(inputs, new Says(SpecStage.User, RuntimeSpecJson.Parse(fragment))), inputs);
            return null;
        }
        catch (FeatureNotSupportedException refusal)
        {
            return refusal;
        }
    }
}
