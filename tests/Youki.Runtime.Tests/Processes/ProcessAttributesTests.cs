using Youki.Runtime.Processes;
using Youki.Runtime.Specs;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Processes;

public sealed class ProcessAttributesTests
{
    private static readonly HostFacts Host = SampleInputs.YoukiHybrid with { HardLimits = new Dictionary<string, ulong> { ["RLIMIT_NOFILE"] = 20_000 }, OomScoreAdj = 100 };

    public static TheoryData<ProcessConfig, string> CannotBeHad => new()
    {
        { new() { Rlimits = [new() { Kind = RlimitKind.Nofile, Soft = 10, Hard = 20_001 }] }, "RLIMIT_NOFILE of 20001" },
        { new() { Rlimits = [new() { Kind = RlimitKind.Nofile, Soft = -1 }] }, "RLIMIT_NOFILE of no limit" },
        { new() { OomScoreAdj = 99 }, "OomScoreAdj" },
        { new() { Scheduler = new() { Policy = SchedulerPolicy.Fifo, Priority = 1 } }, "CAP_SYS_NICE" },
        { new() { Scheduler = new() { Policy = SchedulerPolicy.Other, Nice = -1 } }, "CAP_SYS_NICE" },
    };

    [Theory]
    [MemberData(nameof(CannotBeHad))]
    public void Require_names_what_this_process_cannot_give(ProcessConfig process, string text) => Refusal(process, Host).Should().Contain(text);

    [Fact]
    public void Require_real_time_where_cgroups_have_none_is_refused() =>
        Refusal(new() { Scheduler = new() { Policy = SchedulerPolicy.RoundRobin, Priority = 1 } }, Host with { Capabilities = new HashSet<string> { "CAP_SYS_NICE" }, GroupsRealTime = true })
            .Should().Contain("rt_runtime_us");

    [Theory]
    [InlineData("process.scheduler", "Scheduler")]
    [InlineData("process.ioPriority", "IoPriority")]
    [InlineData("process.execCPUAffinity", "ExecAffinity")]
    [InlineData("linux.personality", "Personality")]
    public void Require_what_the_runtime_ignores_is_refused_by_name(string member, string text)
    {
        var all = new ProcessConfig
        {
            Scheduler = new() { Policy = SchedulerPolicy.Batch }, IoPriority = new() { Class = IoPriorityClass.Idle }, ExecAffinity = new() { Initial = "0" }, Personality = ExecutionDomain.Linux,
        };

        Refusal(all, Host with { IgnoredMembers = new HashSet<string> { member } }).Should().Contain(text).And.Contain("does not apply it");
    }

    [Fact]
    public void Require_with_the_capability_takes_what_is_above_the_limit() => ProcessAbilities.Require(
        SampleInputs.Config with { Process = new() { OomScoreAdj = -1000, Rlimits = [new() { Kind = RlimitKind.Nofile, Soft = -1 }] } },
        Host with { Capabilities = new HashSet<string> { "CAP_SYS_RESOURCE" } },
        SampleInputs.Inputs.ContainerId);

    [Fact]
    public void Contribute_says_everything()
    {
        var spec = Compose(new()
        {
            Rlimits = [new() { Kind = RlimitKind.Nofile, Soft = 10, Hard = 20 }, new() { Kind = RlimitKind.Core, Soft = -1 }],
            OomScoreAdj = 500,
            Umask = 63,
            Scheduler = new() { Policy = SchedulerPolicy.Deadline, Runtime = TimeSpan.FromMilliseconds(1), Deadline = TimeSpan.FromMilliseconds(10), ResetOnFork = true },
            IoPriority = new() { Class = IoPriorityClass.BestEffort, Priority = 7 },
            ExecAffinity = new() { Initial = "0", Final = "1" },
            Personality = ExecutionDomain.Linux32,
        });

        spec.Process!.Rlimits.Should().BeEquivalentTo(
            [new ProcessRlimit { Type = "RLIMIT_NOFILE", Soft = 10, Hard = 20 }, new ProcessRlimit { Type = "RLIMIT_CORE", Soft = ulong.MaxValue, Hard = ulong.MaxValue }]);
        spec.Process.OomScoreAdj.Should().Be(500);
        spec.Process.User!.Umask.Should().Be(63);
        spec.Process.Scheduler.Should().BeEquivalentTo(
            new ProcessScheduler { Policy = "SCHED_DEADLINE", Runtime = 1_000_000, Deadline = 10_000_000, Period = 10_000_000, Flags = ["SCHED_FLAG_RESET_ON_FORK"] });
        spec.Process.IoPriority.Should().Be(new LinuxIoPriority { Class = "IOPRIO_CLASS_BE", Priority = 7 });
        spec.Process.ExecCpuAffinity.Should().Be(new ExecCpuAffinity { Initial = "0", Final = "1" });
        spec.Linux!.Personality.Should().Be(new LinuxPersonality { Domain = "LINUX32" });
    }

    [Fact]
    public void Contribute_does_not_spare_the_containers_of_a_service_that_is_spared() =>
        SampleInputs.Compose(SampleInputs.Inputs with { Host = Host with { OomScoreAdj = -900 } }).Spec.Process!.OomScoreAdj.Should().Be(0);

    private static RuntimeSpec Compose(ProcessConfig process) => SampleInputs.Compose(SampleInputs.Inputs with { Config = SampleInputs.Config with { Process = process } }).Spec;

    private static string Refusal(ProcessConfig process, HostFacts host) =>
        FluentActions.Invoking(() => ProcessAbilities.Require(SampleInputs.Config with { Process = process }, host, SampleInputs.Inputs.ContainerId))
            .Should().Throw<FeatureNotSupportedException>().Which.Message;
}
