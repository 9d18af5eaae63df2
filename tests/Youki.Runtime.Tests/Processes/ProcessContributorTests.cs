using Youki.Runtime.Processes;
using Youki.Runtime.Specs;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Processes;

public sealed class ProcessContributorTests
{
    [Fact]
    public void Contribute_command_and_args_are_joined() => ProcessOf(SampleInputs.Config with { Command = ["a", "b"], Args = ["c"] }).Args.Should().Equal("a", "b", "c");

    [Fact]
    public void Contribute_without_command_leaves_the_program_to_the_image() => ProcessOf(SampleInputs.Config with { Command = null, Args = ["c"] }).Args.Should().BeNull();

    [Fact]
    public void Contribute_primary_group_is_always_among_the_supplementary_ones()
    {
        var user = new ContainerUser { Uid = 5, Gid = 6, AdditionalGids = [7, 6], Home = "/" };

        ProcessOf(SampleInputs.Config, user).User!.AdditionalGids.Should().Equal(6, 7);
        ProcessOf(SampleInputs.Config).User!.AdditionalGids.Should().Equal(0);
    }

    [Theory]
    [InlineData(1_024UL, 1_024UL)]
    [InlineData(ulong.MaxValue, 1_048_576UL)]
    public void Contribute_open_files_stay_within_the_hosts_hard_limit(ulong host, ulong expected)
    {
        var inputs = SampleInputs.Inputs with { Host = SampleInputs.YoukiHybrid with { OpenFilesHardLimit = host } };

        new ProcessDefaultsContributor().Contribute(inputs)!.Process!.Rlimits.Should().Equal(new ProcessRlimit { Type = "RLIMIT_NOFILE", Soft = expected, Hard = expected });
    }

    [Fact]
    public void Contribute_terminal_comes_with_its_kind_in_the_environment()
    {
        var config = SampleInputs.Config with { Terminal = true };

        ProcessOf(config).Terminal.Should().BeTrue();
        new ProcessDefaultsContributor().Contribute(SampleInputs.Inputs with { Config = config })!.Process!.Env.Should().Contain("TERM=xterm");
    }

    [Fact]
    public void Contribute_without_terminal_says_nothing_of_one()
    {
        ProcessOf(SampleInputs.Config).Terminal.Should().BeNull();
        new ProcessDefaultsContributor().Contribute(SampleInputs.Inputs)!.Process!.Env.Should().NotContain("TERM=xterm");
    }

    private static OciProcess ProcessOf(ContainerConfig config, ContainerUser? user = null) =>
        new ProcessContributor().Contribute(SampleInputs.Inputs with { Config = config, User = user ?? SampleInputs.Root })!.Process!;
}
