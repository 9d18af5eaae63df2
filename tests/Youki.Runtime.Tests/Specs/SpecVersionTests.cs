using System.Text;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Specs;

public sealed class SpecVersionTests
{
    [Theory]
    [InlineData("1.0.2", """{"linux":{"intelRdt":{"closID":"a"},"resources":{"cpu":{"quota":1}},"namespaces":[{"type":"cgroup"}]}}""")]
    [InlineData("1.1.0", """{"domainname":"d"}""")]
    [InlineData("1.1.0", """{"process":{"scheduler":{"policy":"SCHED_IDLE"}}}""")]
    [InlineData("1.1.0", """{"process":{"ioPriority":{"class":"IOPRIO_CLASS_BE","priority":1}}}""")]
    [InlineData("1.1.0", """{"mounts":[{"destination":"/d","uidMappings":[]}]}""")]
    [InlineData("1.1.0", """{"linux":{"timeOffsets":{}}}""")]
    [InlineData("1.1.0", """{"linux":{"namespaces":[{"type":"time"}]}}""")]
    [InlineData("1.1.0", """{"linux":{"resources":{"unified":{}}}}""")]
    [InlineData("1.1.0", """{"linux":{"resources":{"cpu":{"idle":1}}}}""")]
    [InlineData("1.1.0", """{"linux":{"resources":{"cpu":{"burst":1}}}}""")]
    [InlineData("1.1.0", """{"linux":{"resources":{"memory":{"checkBeforeUpdate":true}}}}""")]
    [InlineData("1.1.0", """{"linux":{"intelRdt":{"enableCMT":true}}}""")]
    [InlineData("1.1.0", """{"linux":{"seccomp":{"defaultErrnoRet":1}}}""")]
    [InlineData("1.1.0", """{"linux":{"seccomp":{"listenerPath":"/s"}}}""")]
    [InlineData("1.1.0", """{"linux":{"seccomp":{"syscalls":[{"names":["a"],"errnoRet":1}]}}}""")]
    [InlineData("1.2.0", """{"mounts":[{"destination":"/d","options":["ro","idmap"]}]}""")]
    [InlineData("1.2.1", """{"domainname":"d","process":{"execCPUAffinity":{"final":"0"}}}""")]
    [InlineData("1.3.0", """{"domainname":"d","linux":{"netDevices":{"eth0":{}}}}""")]
    [InlineData("1.3.0", """{"linux":{"memoryPolicy":{"mode":"MPOL_LOCAL"}}}""")]
    [InlineData("1.3.0", """{"linux":{"intelRdt":{"schemata":["L3:0=1"]}}}""")]
    [InlineData("1.3.0", """{"linux":{"intelRdt":{"enableMonitoring":true}}}""")]
    public void LowestFor_member_is_the_version_that_defined_it(string version, string json) =>
        SpecVersion.LowestFor(RuntimeSpecJson.Parse(Encoding.UTF8.GetBytes(json))).Should().Be(version);

    [Fact]
    public void Compose_version_that_a_contributor_gives_is_kept()
    {
        var composed = SampleInputs.Compose(SampleInputs.Inputs, new Says(SpecStage.User, new() { OciVersion = "1.2.1" }));

        composed.Spec.OciVersion.Should().Be("1.2.1");
        composed.Authors["ociVersion"].Should().Be("Says");
    }
}
