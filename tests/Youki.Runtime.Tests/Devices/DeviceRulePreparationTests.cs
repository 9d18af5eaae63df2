using Youki.Runtime.Devices;
using Youki.Runtime.Native;
using Youki.Runtime.Specs;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Devices;

public sealed class DeviceRulePreparationTests
{
    [Fact]
    public async Task Process_in_another_cgroup_is_not_started()
    {
        var prepare = async () => await PrepareAsync(SampleInputs.YoukiV2 with { EnforcesDeviceRules = true, LibraryEnforcesDeviceRules = true });

        (await prepare.Should().ThrowAsync<HostResourceException>()).Which.Kind.Should().Be("device-rules");
    }

    [Fact]
    public Task Runtime_that_enforces_rules_is_left_to_it() => PrepareAsync(SampleInputs.RuncV2);

    [Fact]
    public void Kernel_takes_the_programs()
    {
        Assert.SkipUnless(DeviceFilter.IsPermitted(), "this process may not load programs into the kernel");
        LinuxDeviceRule[] disk = [new() { Allow = true, Type = "b", Major = 8, Minor = 0, Access = "r" }];

        foreach (var rules in new IReadOnlyList<LinuxDeviceRule>[] { [], SpecDefaults.DeviceRules, [.. SpecDefaults.DeviceRules, .. disk], [new() { Allow = true }], [.. Enumerable.Repeat(disk[0], 500)] })
        {
            using var program = DeviceFilter.Load(DeviceProgram.Assemble(rules));
            program.IsInvalid.Should().BeFalse();
        }
    }

    private static async Task PrepareAsync(HostFacts host) => await new DeviceRulePreparation().PrepareAsync(
        new PreparedRun { Inputs = SampleInputs.Inputs with { Host = host, CgroupPath = "/youki-nowhere/there" }, Spec = new RuntimeSpec(), Pid = Environment.ProcessId },
        TestContext.Current.CancellationToken);
}
