using Youki.Runtime.Configuration;

namespace Youki.Runtime.Tests.Configuration;

public sealed class AttributeChecksTests
{
    public static TheoryData<ProcessConfig, string> Wrong => new()
    {
        { new() { Rlimits = [new() { Kind = (RlimitKind)99, Soft = 1 }] }, "Rlimits[0]" },
        { new() { Rlimits = [null!] }, "Rlimits[0]" },
        { new() { Rlimits = [new() { Kind = RlimitKind.Core, Soft = 1 }, new() { Kind = RlimitKind.Core, Soft = 1 }] }, "Rlimits[1]: Core is named twice" },
        { new() { Rlimits = [new() { Kind = RlimitKind.Core, Soft = -2 }] }, "-1, for none" },
        { new() { Rlimits = [new() { Kind = RlimitKind.Core, Soft = 2, Hard = 1 }] }, "above the hard one, 1" },
        { new() { Rlimits = [new() { Kind = RlimitKind.Core, Soft = -1, Hard = 1 }] }, "which is none" },
        { new() { OomScoreAdj = 1001 }, "OomScoreAdj" },
        { new() { OomScoreAdj = -1001 }, "OomScoreAdj" },
        { new() { Umask = 512 }, "Umask" },
        { new() { Umask = -1 }, "Umask" },
        { new() { Personality = (ExecutionDomain)9 }, "Personality" },
        { new() { Scheduler = new() { Policy = SchedulerPolicy.Other, Nice = 20 } }, "Nice" },
        { new() { Scheduler = new() { Policy = SchedulerPolicy.Idle, Nice = 1 } }, "Nice" },
        { new() { Scheduler = new() { Policy = SchedulerPolicy.Fifo } }, "Priority" },
        { new() { Scheduler = new() { Policy = SchedulerPolicy.Fifo, Priority = 100 } }, "Priority" },
        { new() { Scheduler = new() { Policy = SchedulerPolicy.Batch, Priority = 1 } }, "Priority" },
        { new() { Scheduler = new() { Policy = SchedulerPolicy.Batch, Runtime = TimeSpan.FromSeconds(1) } }, "Deadline" },
        { new() { Scheduler = new() { Policy = SchedulerPolicy.Deadline, Runtime = TimeSpan.FromSeconds(1) } }, "Deadline" },
        { new() { Scheduler = new() { Policy = SchedulerPolicy.Deadline, Runtime = TimeSpan.FromSeconds(2), Deadline = TimeSpan.FromSeconds(1) } }, "Deadline" },
        { new() { Scheduler = new() { Policy = SchedulerPolicy.Deadline, Runtime = TimeSpan.FromTicks(1), Deadline = TimeSpan.FromSeconds(1) } }, "1024 ns" },
        { new() { IoPriority = new() { Class = IoPriorityClass.BestEffort, Priority = 8 } }, "IoPriority" },
        { new() { IoPriority = new() { Class = IoPriorityClass.Idle, Priority = 1 } }, "IoPriority" },
        { new() { ExecAffinity = new() { Initial = "0-" } }, "ExecAffinity.Initial" },
        { new() { ExecAffinity = new() { Final = "" } }, "ExecAffinity.Final" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Attributes_that_make_no_sense_are_refused(ProcessConfig process, string text) =>
        AttributeChecks.Of(new() { Image = "dir:/srv", Process = process }).Should().ContainSingle().Which.Should().Contain(text);
}
