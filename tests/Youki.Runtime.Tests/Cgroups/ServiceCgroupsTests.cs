using Youki.Runtime.Cgroups;

namespace Youki.Runtime.Tests.Cgroups;

public sealed class ServiceCgroupsTests
{
    [Fact]
    public void Pure_version_2_is_one_hierarchy() =>
        ServiceCgroups.Find(["0::/system.slice/app.service"], "/cg", _ => true).Should().Equal(new ServiceHierarchy("", "/cg"));

    [Fact]
    public void Hybrid_takes_systemd_and_unified_and_those_this_process_is_not_at_the_root_of() =>
        ServiceCgroups.Find(["9:name=systemd:/", "4:memory:/app", "3:cpuset:/app", "2:cpu,cpuacct:/", "0::/"], "/cg", _ => true).Should().Equal(
            new ServiceHierarchy("name=systemd", "/cg/systemd"), new ServiceHierarchy("memory", "/cg/memory"), new ServiceHierarchy("", "/cg/unified"));

    [Fact]
    public void What_is_not_mounted_is_left_out() =>
        ServiceCgroups.Find(["9:name=systemd:/", "4:memory:/app", "0::/"], "/cg", path => path == "/cg/systemd").Should().Equal(new ServiceHierarchy("name=systemd", "/cg/systemd"));

    [Fact]
    public void A_directory_that_cannot_be_made_is_told() =>
        new ServiceCgroups([new ServiceHierarchy("", "/proc")]).WhyNot("/youki-no-such/.monitors").Should().NotBeNullOrEmpty();
}
