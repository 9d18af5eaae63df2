using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Processes;

/// <summary>Limits and priorities as a container's process finds them.</summary>
public sealed class ProcessAttributesTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Limits_umask_and_oom_score_are_those_that_were_asked_for(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var config = TestNode.Shell("grep -E 'open files|core file' /proc/self/limits; cat /proc/self/oom_score_adj; touch /f; stat -c %a /f; ulimit -n 101 || echo refused; umask") with
        {
            Process = new()
            {
                Rlimits = [new() { Kind = RlimitKind.Nofile, Soft = 64, Hard = 100 }, new() { Kind = RlimitKind.Core, Soft = 0 }],
                OomScoreAdj = 321,
                Umask = Convert.ToInt32("0077", 8),
            },
        };

        var (_, output, _) = await node.RunAsync(config);

        var lines = output.Split('\n');
        lines[0].Should().MatchRegex(@"Max core file size +0 +0 ");
        lines[1].Should().MatchRegex(@"Max open files +64 +100 ");
        lines[2..].Should().StartWith(["321", "600"]).And.EndWith(["refused", "0077", ""]);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Limit_above_that_of_this_process_is_refused_by_name(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var create = () => node.CreateAsync(TestNode.Shell("true") with { Process = new() { Rlimits = [new() { Kind = RlimitKind.Nofile, Soft = 1, Hard = 1 << 30 }] } });
        Assert.SkipWhen(HasCapability("CAP_SYS_RESOURCE"), "this process may raise every limit");

        (await create.Should().ThrowAsync<FeatureNotSupportedException>()).Which.Message.Should().Contain("RLIMIT_NOFILE");
        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Oom_score_below_that_of_this_process_is_refused_by_name(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        Assert.SkipWhen(HasCapability("CAP_SYS_RESOURCE"), "this process may lower it");

        var create = () => node.CreateAsync(TestNode.Shell("true") with { Process = new() { OomScoreAdj = -1000 } });

        (await create.Should().ThrowAsync<FeatureNotSupportedException>()).Which.Message.Should().Contain("OomScoreAdj");
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Scheduling_io_priority_and_personality_are_those_that_were_asked_for()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var config = TestNode.Shell("awk '{ print $19, $41 }' /proc/self/stat; ionice -p $$; uname -m") with
        {
            Process = new()
            {
                Scheduler = new() { Policy = SchedulerPolicy.Batch, Nice = 7 },
                IoPriority = new() { Class = IoPriorityClass.BestEffort, Priority = 6 },
                Personality = ExecutionDomain.Linux32,
            },
        };

        var (_, output, error) = await node.RunAsync(config);

        output.Should().MatchRegex("^7 3\nbest-effort: prio 6\n(i686|armv8l)\n$", error);
    }

    [Fact]
    public async Task Scheduling_by_deadline_gets_its_time()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var config = TestNode.Config("/bin/busybox", "awk", "{ print $41 }", "/proc/self/stat") with
        {
            Process = new() { Scheduler = new() { Policy = SchedulerPolicy.Deadline, Runtime = TimeSpan.FromMilliseconds(1), Deadline = TimeSpan.FromMilliseconds(50), Period = TimeSpan.FromMilliseconds(100) } },
        };

        var (_, output, error) = await node.RunAsync(config);

        output.Should().Be("6\n", error);
    }

    [Fact]
    public async Task Commands_run_on_the_processors_that_were_asked_for()
    {
        Assert.SkipUnless(Environment.ProcessorCount > 1, "this host has one processor");
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100") with { Process = new() { ExecAffinity = new() { Initial = "0", Final = "1" } } });

        var result = await node.Runtime.ExecAsync(id, new ExecOptions { Command = ["/bin/grep", "Cpus_allowed_list", "/proc/self/status"] }, TestNode.Token);

        result.StdoutText.Should().Be("Cpus_allowed_list:\t1\n");
    }

    [Theory]
    [InlineData("Scheduler")]
    [InlineData("IoPriority")]
    [InlineData("ExecAffinity")]
    [InlineData("Personality")]
    public async Task Attribute_that_runc_ignores_is_refused_before_anything_is_made(string member)
    {
        await using var node = await TestNode.OpenAsync("runc");
        var process = member switch
        {
            "Scheduler" => new ProcessConfig { Scheduler = new() { Policy = SchedulerPolicy.Batch } },
            "IoPriority" => new ProcessConfig { IoPriority = new() { Class = IoPriorityClass.Idle } },
            "ExecAffinity" => new ProcessConfig { ExecAffinity = new() { Initial = "0" } },
            _ => new ProcessConfig { Personality = ExecutionDomain.Linux32 },
        };

        var create = () => node.CreateAsync(TestNode.Shell("true") with { Process = process });

        (await create.Should().ThrowAsync<FeatureNotSupportedException>()).Which.Message.Should().Contain(member).And.Contain("runc 1.1");
        node.AssertNothingIsLeft();
    }

    private static bool HasCapability(string name) =>
        (Convert.ToUInt64(File.ReadLines("/proc/self/status").First(line => line.StartsWith("CapBnd")).Split('\t')[1], 16) & (1UL << CapabilityName.Known.ToList().IndexOf(name))) != 0;
}
