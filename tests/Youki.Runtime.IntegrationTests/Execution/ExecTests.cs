using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Execution;

/// <summary>Commands that are run in a container to their end.</summary>
public sealed class ExecTests
{
    private static readonly ContainerConfig Sleeper = TestNode.Shell("trap 'exit 0' TERM; while :; do sleep 1000 & wait; done");

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    [Trait("Host", "v2")]
    public async Task Exec_returns_code_and_both_streams(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);

        var result = await ExecAsync(node, id, "echo out; echo err >&2; exit 7");

        result.Should().BeEquivalentTo(new { ContainerId = id, ExitCode = 7, End = ExecEnd.Exited, StdoutText = "out\n", StderrText = "err\n", StdoutDropped = 0L, StderrDropped = 0L });
        AssertNothingIsLeft(node, id);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_in_a_directory_that_is_not_there_says_so(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);

        foreach (var (path, problem) in new[] { ("/nowhere", "is not there"), ("/etc/passwd", "is no directory") })
        {
            var run = () => node.Runtime.ExecAsync(id, Command("true") with { WorkingDirectory = path }, TestNode.Token);
            (await run.Should().ThrowAsync<ContainerStartException>()).WithMessage($"*{id}*'{path}' {problem}*");
        }

        AssertNothingIsLeft(node, id);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_gives_every_exit_code(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);

        foreach (var code in new[] { 0, 1, 126, 127, 255 })
        {
            (await ExecAsync(node, id, $"exit {code}")).ExitCode.Should().Be(code);
        }

        (await ExecAsync(node, id, "kill -TERM $$")).ExitCode.Should().Be(128 + 15);
        (await ExecAsync(node, id, "kill -KILL $$")).Should().BeEquivalentTo(new { ExitCode = 128 + 9, End = ExecEnd.Exited });
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_has_what_the_container_has_and_what_it_is_given(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper with { EnvVars = new Dictionary<string, string> { ["KEPT"] = "kept", ["CHANGED"] = "old" }, WorkingDirectory = "/etc" });

        var own = await ExecAsync(node, id, "pwd; id -u; id -g; echo $KEPT $CHANGED; umask; ulimit -n; grep -E 'Cap(Inh|Prm|Eff|Bnd|Amb)|NoNewPrivs' /proc/self/status");
        var container = await ExecAsync(node, id, "cat /proc/1/status | grep -E 'Cap(Inh|Prm|Eff|Bnd|Amb)|NoNewPrivs'; ulimit -n");
        var given = await node.Runtime.ExecAsync(id, Command("pwd; echo $KEPT $CHANGED $NEW") with
        {
            EnvVars = new Dictionary<string, string> { ["CHANGED"] = "a b='c'", ["NEW"] = "new" },
            WorkingDirectory = "/tmp",
        }, TestNode.Token);

        own.StdoutText.Should().StartWith("/etc\n0\n0\nkept old\n0022\n");
        own.StdoutText.Split('\n')[5..].Order().Should().Equal(container.StdoutText.Split('\n').Order());
        given.StdoutText.Should().Be("/tmp\nkept a b='c' new\n");
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_as_another_user_has_its_groups_and_no_capabilities(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);
        await ExecAsync(node, id, "echo 'late:x:1234:2345::/home/late:/bin/sh' >>/etc/passwd; printf 'late:x:2345:\\nmore:x:3456:late\\n' >>/etc/group");
        var script = "id -u; id -g; grep Groups: /proc/self/status; echo $HOME; grep -E 'Cap(Prm|Eff)' /proc/self/status";

        var byName = await node.Runtime.ExecAsync(id, Command(script) with { User = "late" }, TestNode.Token);
        var byNumbers = await node.Runtime.ExecAsync(id, Command("id -u; id -g") with { User = "77:88" }, TestNode.Token);
        var unknown = () => node.Runtime.ExecAsync(id, Command("true") with { User = "nobody-of-this-name" }, TestNode.Token);

        byName.StdoutText.Should().Be("1234\n2345\nGroups:\t2345 3456 \n/home/late\nCapPrm:\t0000000000000000\nCapEff:\t0000000000000000\n");
        byNumbers.StdoutText.Should().Be("77\n88\n");
        (await unknown.Should().ThrowAsync<ContainerConfigException>()).WithMessage("*nobody-of-this-name*");
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_privileged_has_all_capabilities(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper with { Security = new SecurityConfig { Seccomp = new SeccompConfig { Unconfined = true } } });

        var plain = await ExecAsync(node, id, "hostname changed");
        var privileged = await node.Runtime.ExecAsync(id, Command("hostname changed && hostname; grep NoNewPrivs /proc/self/status") with { Privileged = true }, TestNode.Token);

        plain.ExitCode.Should().NotBe(0);
        privileged.StdoutText.Should().Be("changed\nNoNewPrivs:\t0\n");
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_of_what_cannot_be_executed_tells_why(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);
        await ExecAsync(node, id, "echo text >/tmp/plain");

        var missing = await FailureAsync(node, id, new ExecOptions { Command = ["no-such-program"] });
        var plain = await FailureAsync(node, id, new ExecOptions { Command = ["/tmp/plain"] });
        var directory = await FailureAsync(node, id, new ExecOptions { Command = ["true"], WorkingDirectory = "/no/such/directory" });

        missing.Failure.Should().Be(StartFailure.CommandNotFound);
        missing.Message.Should().Contain("no-such-program");
        plain.Failure.Should().Be(StartFailure.CommandNotExecutable);
        directory.Failure.Should().Be(StartFailure.Other);
        AssertNothingIsLeft(node, id);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_keeps_output_to_its_limit_and_counts_the_rest(string flavor)
    {
        const int Written = 200_000_000;
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);

        var result = await node.Runtime.ExecAsync(id, Command($"head -c {Written} /dev/zero; printf error >&2") with { OutputLimit = 1000 }, TestNode.Token);

        result.Stdout.Length.Should().Be(1000);
        result.StdoutDropped.Should().Be(Written - 1000);
        result.StderrText.Should().Be("error");
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    [Trait("Host", "v2")]
    public async Task Exec_past_its_time_is_killed_with_all_that_it_started(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);

        // One child ignores SIGTERM, one has left its session and its parents.
        var result = await node.Runtime.ExecAsync(
            id,
            Command("(trap '' TERM HUP INT; exec sleep 4001) & (setsid sleep 4002 &) ; echo begun; exec sleep 4003") with { Timeout = TimeSpan.FromSeconds(2) },
            TestNode.Token);

        result.Should().BeEquivalentTo(new { End = ExecEnd.TimedOut, TimedOut = true, ExitCode = 137, StdoutText = "begun\n" });
        (await ExecAsync(node, id, "ps -o args | grep 'sleep [4]00'")).StdoutText.Should().BeEmpty();
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        AssertNothingIsLeft(node, id);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_that_is_cancelled_is_killed(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestNode.Token);

        var exec = node.Runtime.ExecAsync(id, Command("sleep 4004"), cancel.Token);
        await TestNode.EventuallyAsync(async () => (await node.Runtime.ListExecsAsync(id, TestNode.Token)).Any(found => found.Pid is not null));
        await cancel.CancelAsync();

        await FluentActions.Awaiting(() => exec).Should().ThrowAsync<OperationCanceledException>();
        (await ExecAsync(node, id, "ps -o args | grep 'sleep [4]004'")).StdoutText.Should().BeEmpty();
        AssertNothingIsLeft(node, id);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_ends_although_a_child_holds_its_output(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);

        var quiet = await ExecAsync(node, id, "echo before; sleep 4005 & exit 3");
        var loud = await node.Runtime.ExecAsync(id, Command("cat /dev/zero & cat /dev/zero & exit 4") with { OutputLimit = 10 }, TestNode.Token);

        quiet.Should().BeEquivalentTo(new { ExitCode = 3, StdoutText = "before\n" });
        loud.ExitCode.Should().Be(4);
        (await ExecAsync(node, id, "ps -o args | grep -c 'sleep [4]005'")).StdoutText.Should().Be("1\n", "what the command has left behind goes on");
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_of_twenty_at_once_mixes_nothing_up(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number => (number, result: await ExecAsync(node, id, $"echo {number}; exit {number}"))));

        results.Should().AllSatisfy(each => each.result.Should().BeEquivalentTo(new { ExitCode = each.number, StdoutText = $"{each.number}\n" }));
        AssertNothingIsLeft(node, id);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_in_a_container_that_does_not_run_is_refused(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper, start: false);
        if (flavor == "youki")
        {
            await FluentActions.Awaiting(() => ExecAsync(node, id, "true")).Should().ThrowAsync<FeatureNotSupportedException>();
        }
        else
        {
            (await ExecAsync(node, id, "exit 5")).ExitCode.Should().Be(5);
        }

        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.PauseContainerAsync(id, TestNode.Token);
        (await StatusFailureAsync(node, id)).Should().Be(ContainerState.Paused);
        await node.Runtime.ResumeContainerAsync(id, TestNode.Token);
        await node.Runtime.StopContainerAsync(id, new StopOptions { Timeout = TimeSpan.Zero }, TestNode.Token);
        (await StatusFailureAsync(node, id)).Should().Be(ContainerState.Stopped);
        var none = () => ExecAsync(node, ContainerId.Parse("no-such-container"), "true");
        await none.Should().ThrowAsync<ContainerNotFoundException>();
    }

    internal static ExecOptions Command(string script) => new() { Command = ["/bin/sh", "-c", script] };

    internal static Task<ExecResult> ExecAsync(TestNode node, ContainerId id, string script) => node.Runtime.ExecAsync(id, Command(script), TestNode.Token);

    /// <summary>No files, cgroups, sockets or monitors of ended commands.</summary>
    internal static void AssertNothingIsLeft(TestNode node, ContainerId id)
    {
        Directory.EnumerateFileSystemEntries(node.Options.BundleDirectory, "exec-*", SearchOption.AllDirectories).Should().BeEmpty();
        Directory.EnumerateFileSystemEntries(node.At("state"), "tenant-*", SearchOption.AllDirectories).Should().BeEmpty();
        Directory.EnumerateDirectories("/sys/fs/cgroup", "*", SearchOption.TopDirectoryOnly).Append("/sys/fs/cgroup")
            .Select(hierarchy => $"{hierarchy}{node.CgroupParent}/{id}").Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories).Should().BeEmpty();
        node.Processes().Where(process => process.Contains("exec-process-spec", StringComparison.Ordinal)).Should().BeEmpty();
    }

    private static async Task<ContainerState> StatusFailureAsync(TestNode node, ContainerId id) =>
        (await FluentActions.Awaiting(() => ExecAsync(node, id, "true")).Should().ThrowAsync<ContainerStatusException>()).Which.State;

    private static async Task<ContainerStartException> FailureAsync(TestNode node, ContainerId id, ExecOptions options) =>
        (await FluentActions.Awaiting(() => node.Runtime.ExecAsync(id, options, TestNode.Token)).Should().ThrowAsync<ContainerStartException>()).Which;
}
