namespace Youki.Runtime.IntegrationTests.Hosts;

/// <summary>What the virtual machine is there for. Other tests that are to run under pure cgroup v2 as well carry the trait Host=v2.</summary>
[Trait("Host", "v2-only")]
public sealed class PureCgroupV2Tests
{
    [Fact]
    public void Host_has_the_unified_hierarchy_alone() => File.Exists("/sys/fs/cgroup/cgroup.controllers").Should().BeTrue();

    [Fact]
    public void Host_hands_the_controllers_of_limits_on()
    {
        var controllers = File.ReadAllText("/sys/fs/cgroup/cgroup.subtree_control").Split(' ', StringSplitOptions.TrimEntries);

        controllers.Should().Contain(["cpu", "memory", "pids"]);
    }
}
