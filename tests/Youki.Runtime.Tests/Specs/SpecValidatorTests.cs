using System.Text;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Specs;

public sealed class SpecValidatorTests
{
    public static TheoryData<string, string> RefusedEverywhere => new()
    {
        { "ociVersion", """{"ociVersion":"2.0.0"}""" },
        { "ociVersion", """{"ociVersion":""}""" },
        { "process.cwd", """{"process":{"cwd":"srv"}}""" },
        { "process.cwd", """{"process":{"cwd":"/a\u0000"}}""" },
        { "process.cwd", """{"process":{"cwd":"/proc/self/fd/7"}}""" },
        { "process.cwd", """{"process":{"cwd":"/srv/..//proc/1"}}""" },
        { "process.cwd", """{"process":{"cwd":"/dev/fd/7"}}""" },
        { "mounts[].destination", """{"mounts":[{"destination":"data"}]}""" },
        { "mounts[].destination", """{"mounts":[{"destination":"/data/../etc"}]}""" },
        { "linux.resources.unified", """{"linux":{"resources":{"unified":{"../memory.max":"1"}}}}""" },
        { "linux.resources.unified", """{"linux":{"resources":{"unified":{"a/memory.max":"1"}}}}""" },
        { "linux.cgroupsPath", """{"linux":{"cgroupsPath":"a"}}""" },
        { "linux.cgroupsPath", """{"linux":{"cgroupsPath":"/a/../../b"}}""" },
        { "linux.sysctl", """{"linux":{"sysctl":{"kernel.core_pattern":"|/x"}}}""" },
        { "linux.sysctl", """{"linux":{"sysctl":{"net/../kernel/core_pattern":"|/x"}}}""" },
        { "linux.personality.flags", """{"linux":{"personality":{"domain":"LINUX","flags":["F"]}}}""" },
        { "process.apparmorProfile", """{"process":{"apparmorProfile":"p"}}""" },
        { "(platform)", """{"windows":{}}""" },
    };

    public static TheoryData<string, string> RefusedByYoukiOnV2 => new()
    {
        { "process.selinuxLabel", """{"process":{"selinuxLabel":"l"}}""" },
        { "process.consoleSize", """{"process":{"consoleSize":{"height":1,"width":1}}}""" },
        { "linux.mountLabel", """{"linux":{"mountLabel":"l"}}""" },
        { "mounts[].uidMappings", """{"mounts":[{"destination":"/d","uidMappings":[{"containerID":0,"hostID":1,"size":1}]}]}""" },
        { "mounts[].uidMappings", """{"mounts":[{"destination":"/d","gidMappings":[{"containerID":0,"hostID":1,"size":1}]}]}""" },
        { "mounts[].uidMappings", """{"mounts":[{"destination":"/d","options":["ridmap"]}]}""" },
        { "linux.resources.memory.kernel", """{"linux":{"resources":{"memory":{"kernel":1}}}}""" },
        { "linux.resources.memory.kernelTCP", """{"linux":{"resources":{"memory":{"kernelTCP":1}}}}""" },
        { "linux.resources.memory.swappiness", """{"linux":{"resources":{"memory":{"swappiness":1}}}}""" },
        { "linux.resources.memory.disableOOMKiller", """{"linux":{"resources":{"memory":{"disableOOMKiller":true}}}}""" },
        { "linux.resources.memory.checkBeforeUpdate", """{"linux":{"resources":{"memory":{"checkBeforeUpdate":true}}}}""" },
        { "linux.resources.network", """{"linux":{"resources":{"network":{"classID":1}}}}""" },
    };

    public static TheoryData<string, string> RefusedWithoutDeviceRules => new()
    {
        { "linux.resources.devices", """{"linux":{"resources":{"devices":[{"allow":true,"type":"c","major":10,"minor":229,"access":"rw"}]}}}""" },
        { "process.capabilities", """{"process":{"capabilities":{"bounding":["CAP_MKNOD"]}}}""" },
        { "process.capabilities", """{"process":{"capabilities":{"effective":["CAP_MKNOD"]}}}""" },
        { "process.capabilities", """{"process":{"capabilities":{"permitted":["cap_mknod"]}}}""" },
        { "process.capabilities", """{"process":{"capabilities":{"inheritable":["CAP_MKNOD"]}}}""" },
        { "process.capabilities", """{"process":{"capabilities":{"ambient":["mknod"]}}}""" },
        { "process.capabilities", """{"process":{"capabilities":{"ambient":["CAP_MKNOD"]}}}""" },
    };

    [Theory]
    [MemberData(nameof(RefusedEverywhere))]
    public void Validate_what_no_runtime_should_do_throws(string member, string json)
    {
        foreach (var host in new[] { SampleInputs.YoukiHybrid, SampleInputs.YoukiV2, SampleInputs.RuncV2 })
        {
            Refusal(host, json)!.Feature.Should().Be(member);
        }
    }

    [Theory]
    [MemberData(nameof(RefusedByYoukiOnV2))]
    [MemberData(nameof(RefusedWithoutDeviceRules))]
    public void Validate_what_youki_would_ignore_throws_naming_it_and_runc_may(string member, string json)
    {
        var refusal = Refusal(SampleInputs.YoukiV2, json)!;

        refusal.Feature.Should().Be(member);
        refusal.Message.Should().Contain("youki 0.7.0");
        Refusal(SampleInputs.RuncV2, json).Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(RefusedWithoutDeviceRules))]
    public void Validate_devices_where_rules_are_enforced_passes(string member, string json) =>
        Refusal(SampleInputs.YoukiHybrid, json).Should().BeNull(member);

    [Theory]
    [InlineData("process.scheduler", """{"process":{"scheduler":{"policy":"SCHED_BATCH"}}}""")]
    [InlineData("process.ioPriority", """{"process":{"ioPriority":{"class":"IOPRIO_CLASS_IDLE","priority":0}}}""")]
    [InlineData("process.execCPUAffinity", """{"process":{"execCPUAffinity":{"initial":"0"}}}""")]
    [InlineData("linux.personality", """{"linux":{"personality":{"domain":"LINUX32"}}}""")]
    public void Validate_what_this_version_ignores_throws(string member, string json)
    {
        Refusal(SampleInputs.RuncV2 with { IgnoredMembers = new HashSet<string> { member } }, json)!.Feature.Should().Be(member);
        Refusal(SampleInputs.YoukiV2, json).Should().BeNull();
    }

    [Fact]
    public void Validate_unified_on_v1_throws() =>
        Refusal(SampleInputs.YoukiHybrid, """{"linux":{"resources":{"unified":{"memory.high":"1"}}}}""")!.Feature.Should().Be("linux.resources.unified");

    [Theory]
    [InlineData("linux.resources.unified", """{"linux":{"resources":{"unified":{"memory.oom.group":"1"}}}}""")]
    [InlineData("linux.resources.hugepageLimits", """{"linux":{"resources":{"hugepageLimits":[{"pageSize":"2MB","limit":1}]}}}""")]
    public void Validate_what_systemd_is_not_told_throws(string member, string json)
    {
        var systemd = SampleInputs.YoukiV2 with { Runtime = SampleInputs.YoukiV2.Runtime with { SystemdCgroup = true } };

        Refusal(systemd, json)!.Feature.Should().Be(member);
        Refusal(SampleInputs.YoukiV2, json).Should().BeNull();
    }

    [Theory]
    [InlineData("""{"linux":{"sysctl":{"net.core.somaxconn":"1","net/ipv4/ip_forward":"1","kernel.shmmax":"1","fs.mqueue.msg_max":"1"}}}""")]
    [InlineData("""{"linux":{"resources":{"unified":{"memory.high":"1"}}}}""")]
    [InlineData("""{"process":{"cwd":"/procedures"}}""")]
    public void Validate_what_is_applied_passes(string json) => Refusal(SampleInputs.YoukiV2, json).Should().BeNull();

    [Fact]
    public void Validate_default_specs_passes()
    {
        foreach (var host in new[] { SampleInputs.YoukiHybrid, SampleInputs.YoukiV2, SampleInputs.RuncV2 })
        {
            Refusal(host, "{}").Should().BeNull();
        }
    }

    [Fact]
    public void Validate_refusal_names_author_and_container()
    {
        var refusal = Refusal(SampleInputs.YoukiV2, """{"process":{"selinuxLabel":"l"}}""")!;

        refusal.Message.Should().EndWith("(set by Says)");
        refusal.ContainerId.Should().Be(SampleInputs.Inputs.ContainerId);
    }

    private static FeatureNotSupportedException? Refusal(HostFacts host, string userFragment)
    {
        var inputs = SampleInputs.Inputs with { Host = host };
        var composed = SampleInputs.Compose(inputs, new Says(SpecStage.User, RuntimeSpecJson.Parse(Encoding.UTF8.GetBytes(userFragment))));
        try
        {
            SpecValidator.Validate(composed, inputs);
            return null;
        }
        catch (FeatureNotSupportedException refusal)
        {
            return refusal;
        }
    }
}
